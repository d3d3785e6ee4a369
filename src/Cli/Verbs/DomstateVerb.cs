using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domstate GUEST</c>: running, paused …</summary>
internal static class DomstateVerb
{
    public static Command Build(Io io)
    {
        var reason = new Option<bool>("--reason") { Description = "also say how it came to that" };
        var command = new VerbCommand("domstate", "show a guest's state")
        {
            Examples = [("domstate hello", "running"), ("domstate hello --reason", "running (booted)")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(reason);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            string state = GuestState.Names[known.State];
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, new StateAnswer(state, Reason(host, known)), AnswerJson.Default.StateAnswer);
                return;
            }

            io.Out.WriteLine(parse.GetValue(reason) ? $"{state} ({Reason(host, known)})" : state);
            Confirmation.End(io, parse);
        });
        return command;
    }

    /// <summary>How the guest came to its state; of one that is off, how its last run since the host's start ended.</summary>
    private static string Reason(Host host, KnownGuest known) =>
        known.Active is null ? host.Guests.LastEndOf(known.Name) ?? known.Reason : known.Reason;
}
