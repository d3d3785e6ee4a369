using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>shutdown GUEST</c>: asks the guest to power off, and with <c>--wait</c> waits until it has.</summary>
internal static class ShutdownVerb
{
    public static Command Build(Io io)
    {
        var wait = new Option<int?>("--wait")
        {
            Description = "wait until the guest has ended, at most SECONDS (default 60)",
            HelpName = "SECONDS",
            Arity = ArgumentArity.ZeroOrOne
        };
        var command = new VerbCommand("shutdown", "ask a guest to power off")
        {
            Examples =
            [
                ("shutdown server", "by its power button"),
                ("shutdown server --mode agent", "through the guest agent"),
                ("shutdown server --wait 30", "returns when nothing of it is left; exit code 1 if it still runs after 30 s"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        PowerMode mode = PowerMode.AddTo(command);
        command.Options.Add(wait);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            _ = mode.Ways(parse);
            var host = new Host(parse, io);
            GuestOperations guests = host.Guests;
            _ = host.KnownGuests.Get(name);
            VirshWords.Or($"Failed to shutdown domain '{name}'", () => mode.Run(parse, byAgent => guests.Shutdown(name, byAgent)));
            if (parse.GetResult(wait) is not null)
            {
                TimeSpan patience = TimeSpan.FromSeconds(parse.GetValue(wait) ?? 60);
                if (!guests.WaitForEnd(name, patience))
                {
                    throw new GuestException(string.Create(CultureInfo.InvariantCulture,
                        $"domain '{name}' still runs after {patience.TotalSeconds} s; `virshlite destroy {name}` ends it"));
                }

                Confirmation.Say(io, parse, $"Domain '{name}' has shut down");
                return;
            }

            Confirmation.Say(io, parse, $"Domain '{name}' is being shutdown");
        });
        return command;
    }
}
