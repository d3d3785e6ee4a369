using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>setmem GUEST SIZE</c>: how much memory the balloon leaves the guest (live-changes.md 8.1).</summary>
internal static class SetmemVerb
{
    public static Command Build(Io io)
    {
        var size = new Argument<string>("SIZE") { Description = "KiB, or with a unit; at most the guest's <memory>" };
        var command = new VerbCommand("setmem", "change how much memory a running guest has, by its balloon")
        {
            Examples = [("setmem web 2G", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(size);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true);
        command.SetAction(parse =>
        {
            ulong kib = DomainParser.DataSize.ToKiBRoundedUp(SizeText.Bytes(parse.GetValue(size)!, "size", 1024));
            new GuestChange(parse, io, affects, null)
                .Run(guest.Of(parse), (running, _) => MemoryChange.Live(running, kib), config => MemoryChange.Config(config, kib));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
