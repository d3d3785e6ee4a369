using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>setmaxmem GUEST SIZE</c>: &lt;memory&gt; of a definition (live-changes.md 8.2).</summary>
internal static class SetmaxmemVerb
{
    public static Command Build(Io io)
    {
        var size = new Argument<string>("SIZE") { Description = "KiB, or with a unit" };
        var command = new VerbCommand("setmaxmem", "set the most memory that a guest can have")
        {
            Examples = [("setmaxmem web 8G --config", "from the next start on")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(size);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true);
        command.SetAction(parse =>
        {
            ulong kib = DataSize.ToKiBRoundedUp(SizeText.Bytes(parse.GetValue(size)!, "size", 1024));
            new GuestChange(parse, io, affects, "Unable to change MaxMemorySize").Run(
                guest.Of(parse),
                (_, _) => throw DomainException.Operation("cannot resize the maximum memory on an active domain"),
                config => MemoryChange.Maximum(config, kib));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
