using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>restore FILE</c>: a saved guest goes on.</summary>
internal static class RestoreVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("restore", "bring a saved guest back")
        {
            Examples = [("restore /srv/server.save", "runs or is paused, as it was"), ("restore /srv/server.save --paused", "")],
        };
        var file = new Argument<string>("FILE") { Description = "what save has written, here or with virsh" };
        var resetNvram = new Option<bool>("--reset-nvram") { Description = "make the firmware's variable store anew from its template" };
        var options = new StateOptions();
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[options.BypassCache, options.Xml, options.Running, options.Paused, resetNvram, options.Channels])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string path = Path.GetFullPath(parse.GetValue(file)!);
            var host = new Host(parse, io);
            Failure.OfChange($"Failed to restore domain from {parse.GetValue(file)}", () =>
                new GuestRestoring(host.Guests).Restore(path, options.Restore(parse, host, io) with { ResetNvram = parse.GetValue(resetNvram) }));
            Confirmation.Say(io, parse, $"Domain restored from {parse.GetValue(file)}");
        });
        return command;
    }
}
