using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreadadd GUEST ID</c>: add an iothread to a running guest (live-changes.md 10.1).</summary>
internal static class IothreadaddVerb
{
    public static Command Build(Io io)
    {
        var id = new Argument<string>("ID") { Description = "the iothread's number" };
        var command = new VerbCommand("iothreadadd", "add an iothread to a running guest")
        {
            Examples = [("iothreadadd web 2", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(id);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            uint number = IoThreadNumber.Of(parse.GetValue(id)!);
            new GuestChange(parse, io, affects, null)
                .Run(guest.Of(parse), (running, _) => IoThreadChange.Add(running, number), config => IoThreadChange.Insert(config, number));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
