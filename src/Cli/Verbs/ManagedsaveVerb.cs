using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>managedsave GUEST</c>: saved where its next start finds it.</summary>
internal static class ManagedsaveVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("managedsave", "save a running guest's state and end it; its next start goes on from there")
        {
            Examples = [("managedsave server", "'start server' brings it back"), ("managedsave server --paused", "and it is paused then")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var verbose = new Option<bool>("--verbose") { Description = "tell how far it is" };
        var options = new StateOptions();
        foreach (Option option in (Option[])[options.BypassCache, options.Running, options.Paused, verbose])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            using (var progress = new ProgressLine(io, "Managedsave"))
            {
                SaveOptions save = options.Save(parse, host, io) with { Progress = parse.GetValue(verbose) ? progress.Show : null };
                VirshWords.Or($"Failed to save domain '{name}' state", () => new ManagedSaves(host.State).Save(name, save));
                progress.LeaveOpen();
            }

            io.Out.WriteLine();
            Confirmation.Say(io, parse, $"Domain '{name}' state saved by libvirt");
        });
        return command;
    }
}
