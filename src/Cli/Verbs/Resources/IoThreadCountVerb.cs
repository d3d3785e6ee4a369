using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary>What <c>iothreadadd</c> and <c>iothreaddel</c> have in common: one iothread more or less (live-changes.md 10.1).</summary>
internal static class IoThreadCountVerb
{
    /// <param name="io">Where it prints.</param>
    /// <param name="name">The verb.</param>
    /// <param name="does">What it does, for its help.</param>
    /// <param name="live">The running guest's change.</param>
    /// <param name="config">The same in a definition.</param>
    public static Command Build(Io io, string name, string does, Func<RunningGuest, uint, IEnumerable<PlanStep>> live, Action<Domain, uint> config)
    {
        var id = new Argument<string>("ID") { Description = "the iothread's number" };
        var command = new VerbCommand(name, does) { Examples = [(name + " web 2", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(id);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            uint number = IoThreadNumber.Of(parse.GetValue(id)!);
            new GuestChange(parse, io, affects, null).Run(guest.Of(parse), (running, _) => live(running, number), stored => config(stored, number));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
