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
            KnownGuest known = new Host(parse, io).KnownGuests.Get(guest.Of(parse));
            string state = GuestState.Names[known.State];
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, new StateAnswer(state, known.Reason), AnswerJson.Default.StateAnswer);
                return;
            }

            io.Out.WriteLine(parse.GetValue(reason) ? $"{state} ({known.Reason})" : state);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
