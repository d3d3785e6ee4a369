using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Services;

namespace VirshLite.Cli.Verbs;

/// <summary><c>guests-start</c>: what the host's service runs when the host comes up.</summary>
internal static class GuestsStartVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("guests-start", "start the guests that start with the host, once a boot")
        {
            Examples = [("guests-start", "those of `autostart`, and those that ran when the host went down (virshlite-guests.service)")],
        };
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string[] mode = host.IsSession ? ["--session"] : [];
            int failed = Of(host).Start(name => io.RunAlso([.. mode, "--quiet", "start", "--domain", name]) == ExitCode.Done);
            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    internal static HostGuests Of(Host host) => new(host.Guests, host.KnownGuests, host.Definitions, host.Settings, GuestServiceSettings.Load());
}
