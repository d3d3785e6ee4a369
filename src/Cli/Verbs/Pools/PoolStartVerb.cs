using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-start POOL</c>: makes a defined pool active (measured.md 10).</summary>
internal static class PoolStartVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-start", "start a storage pool") { Examples = [("pool-start images", ""), ("pool-start images --build", "")] };
        PoolBuildOptions build = PoolBuildOptions.AddTo(command);
        return PoolVerb.Build(
            io,
            command,
            (parse, pools, pool) =>
            {
                if (build.Of(parse, pools) is { } make && !pool.IsActive)
                {
                    make(pool);
                }

                pools.Activity.Start(pool);
            },
            (_, name) => $"Pool {name} started",
            (_, name) => $"Failed to start pool {name}");
    }
}
