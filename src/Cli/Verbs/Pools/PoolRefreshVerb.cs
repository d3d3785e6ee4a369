using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-refresh POOL</c>: looks at a pool's volumes anew (measured.md 10).</summary>
internal static class PoolRefreshVerb
{
    public static Command Build(Io io) => PoolVerb.Build(
        io,
        new VerbCommand("pool-refresh", "look at a storage pool anew") { Examples = [("pool-refresh images", "")] },
        (_, _, pool) => PoolActivity.Refresh(pool),
        (_, name) => $"Pool {name} refreshed",
        (_, name) => $"Failed to refresh pool {name}");
}
