using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary>What the verbs that do one thing to one storage pool have in common.</summary>
internal static class PoolVerb
{
    /// <param name="io">Where it prints.</param>
    /// <param name="command">The verb.</param>
    /// <param name="act">Does it.</param>
    /// <param name="done">What is said then, of the pool as it was named.</param>
    /// <param name="failure">virsh's first line where it fails, of the pool as it was named.</param>
    public static Command Build(Io io, VerbCommand command, Action<ParseResult, StoragePools, PoolRecord> act, Func<ParseResult, string, string> done,
        Func<ParseResult, string, string> failure)
    {
        PoolArgument argument = PoolArgument.AddTo(command);
        command.SetAction(parse =>
        {
            string what = argument.Of(parse);
            StoragePools pools = new Host(parse, io).Pools;
            PoolRecord pool = pools.Get(what);
            VirshFailure.With(failure(parse, what), () => act(parse, pools, pool));
            Confirmation.Say(io, parse, done(parse, what));
        });
        return command;
    }
}
