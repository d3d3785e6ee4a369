using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-undefine POOL</c>: forgets a pool's definition (measured.md 10).</summary>
internal static class PoolUndefineVerb
{
    public static Command Build(Io io) => PoolVerb.Build(
        io,
        new VerbCommand("pool-undefine", "forget the definition of a storage pool") { Examples = [("pool-undefine images", "")] },
        (_, pools, pool) => pools.Definitions.Undefine(pool),
        (_, name) => $"Pool {name} has been undefined",
        (_, name) => $"Failed to undefine pool {name}");
}
