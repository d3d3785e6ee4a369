using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-destroy POOL</c>: stops a pool; its volumes stay (measured.md 10).</summary>
internal static class PoolDestroyVerb
{
    public static Command Build(Io io) => PoolVerb.Build(
        io,
        new VerbCommand("pool-destroy", "stop a storage pool; its volumes stay") { Examples = [("pool-destroy images", "")] },
        (_, pools, pool) => pools.Activity.Stop(pool),
        (_, name) => $"Pool {name} destroyed",
        (_, name) => $"Failed to destroy pool {name}");
}
