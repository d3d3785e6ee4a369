using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>change-media GUEST PATH [SOURCE]</c>: what lies in a CD-ROM or floppy drive (live-changes.md 6).</summary>
internal static class ChangeMediaVerb
{
    public static Command Build(Io io)
    {
        var path = new Argument<string>("PATH") { Description = "the drive: its target (sda) or present source" };
        var source = new Argument<string?>("SOURCE") { Description = "the image to lay in; none empties the drive", Arity = ArgumentArity.ZeroOrOne };
        var eject = new Option<bool>("--eject") { Description = "empty the drive" };
        var insert = new Option<bool>("--insert") { Description = "lay into an empty drive" };
        var update = new Option<bool>("--update") { Description = "whatever is in it (the default)" };
        var force = new Option<bool>("--force") { Description = "even where the guest has locked the tray" };
        var block = new Option<bool>("--block") { Description = "SOURCE is a block device" };
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of changing it" };
        var command = new VerbCommand("change-media", "change what lies in a CD-ROM or floppy drive")
        {
            Examples = [("change-media web sda /isos/tools.iso", ""), ("change-media web sda --eject", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(path);
        command.Arguments.Add(source);
        foreach (Option option in (Option[])[eject, insert, update, force, block, printXml])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            MediaAction action = ActionOf(parse, eject, insert, update);
            string name = guest.Of(parse);
            string done = action switch { MediaAction.Eject => "ejected", MediaAction.Insert => "inserted", _ => "updated" };
            var change = new GuestChange(parse, io, affects, $"Failed to complete action {action.ToString().ToLowerInvariant()} on media");
            Domain live = change.Shown(name);
            Disk? drive = Failure.OfChange(null, () =>
                DeviceXml.ChangedDrive(live, parse.GetValue(path)!, parse.GetValue(source), action, parse.GetValue(block)));
            string? xml = drive is null ? null : DeviceDocument.Write(drive, live);
            if (parse.GetValue(printXml))
            {
                Confirmation.Show(io, parse, xml ?? "");
                return;
            }

            if (xml is not null)
            {
                change.Run(name, xml, (running, device, results) => DeviceUpdate.Live(running, device, parse.GetValue(force), results), ConfigChange.Update);
            }

            string said = $"Successfully {done} media.";
            if (io.Json is { } answer)
            {
                answer.Say(said);
            }
            else
            {
                // virsh says this though it was asked to be quiet
                io.Out.WriteLine(said);
            }
        });
        return command;
    }

    private static MediaAction ActionOf(ParseResult parse, Option<bool> eject, Option<bool> insert, Option<bool> update)
    {
        Option<bool>[] given = [.. ((Option<bool>[])[eject, insert, update]).Where(parse.GetValue)];
        return given.Length > 1 ? throw new UsageException($"Options {given[0].Name} and {given[1].Name} are mutually exclusive")
            : given is [var one] && one == eject ? MediaAction.Eject
            : given is [var other] && other == insert ? MediaAction.Insert
            : MediaAction.Update;
    }
}
