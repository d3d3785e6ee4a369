using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-edit GUEST NAME</c>: a snapshot's XML through an editor.</summary>
internal static class SnapshotEditVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-edit",
            "edit what is kept of a snapshot")
        { Examples = [("snapshot-edit server before", "its description, for example")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var choice = new SnapshotChoice(command);
        var rename = new Option<bool>("--rename") { Description = "the name may be changed" };
        var clone = new Option<bool>("--clone") { Description = "with another name: keep the old one as well" };
        command.Options.Add(rename);
        command.Options.Add(clone);
        command.SetAction(parse =>
        {
            VirshWords.Exclusive(parse, (rename, clone));
            var snapshots = new GuestSnapshots(new Host(parse, io).State, guest.Of(parse));
            DomainSnapshot before = choice.Of(parse, snapshots, canBoth: true);
            string written = SnapshotWriter.Write(before, forFile: false);
            string? text = TextEditor.Edit(written);
            if (text is null && choice.IsCurrentToo(parse))
            {
                // nothing is changed but which one is the current one
                text = written;
            }

            if (text is null)
            {
                Confirmation.Say(io, parse, $"Snapshot {before.Name} XML configuration not changed.");
                return;
            }

            DomainSnapshot after = SnapshotReader.Read(text, redefine: true);
            if (after.Name != before.Name && !parse.GetValue(rename) && !parse.GetValue(clone))
            {
                throw new UsageException("must use --rename or --clone to change name");
            }

            snapshots.Redefine(after, choice.IsCurrentToo(parse) || (before.IsCurrent && !parse.GetValue(clone)));
            if (after.Name != before.Name && parse.GetValue(rename))
            {
                snapshots.Rename(before.Name!, after.Name!);
                Confirmation.Say(io, parse, $"Snapshot {before.Name} renamed to {after.Name}.");
                return;
            }

            Confirmation.Say(io, parse, after.Name == before.Name ? $"Snapshot {before.Name} edited." : $"Snapshot {before.Name} cloned to {after.Name}.");
        });
        return command;
    }
}
