using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreaddel GUEST ID</c>: take an iothread out of a running guest (live-changes.md 10.1).</summary>
internal static class IothreaddelVerb
{
    public static Command Build(Io io)
    {
        var id = new Argument<string>("ID") { Description = "the iothread's number" };
        var command = new VerbCommand("iothreaddel", "take an iothread out of a running guest")
        {
            Examples = [("iothreaddel web 2", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(id);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            uint number = IoThreadNumber.Of(parse.GetValue(id)!);
            new GuestChange(parse, io, affects, null)
                .Run(guest.Of(parse), (running, _) => IoThreadChange.Remove(running, number), config => IoThreadChange.Drop(config, number));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
