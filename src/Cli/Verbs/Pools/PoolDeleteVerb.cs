using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-delete POOL</c>: removes a pool's empty directory (measured.md 10).</summary>
internal static class PoolDeleteVerb
{
    public static Command Build(Io io) => PoolVerb.Build(
        io,
        new VerbCommand("pool-delete", "remove the directory of a storage pool") { Examples = [("pool-delete images", "")] },
        (_, _, pool) => PoolActivity.Delete(pool),
        (_, name) => $"Pool {name} deleted",
        (_, name) => $"Failed to delete pool {name}");
}
