using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-build POOL</c>: makes a pool's directory (measured.md 10).</summary>
internal static class PoolBuildVerb
{
    public static Command Build(Io io)
    {
        var overwrite = new Option<bool>("--overwrite") { Description = "whatever is there is written over" };
        var noOverwrite = new Option<bool>("--no-overwrite") { Description = "what is there stays" };
        var command = new VerbCommand("pool-build", "make the directory of a storage pool") { Examples = [("pool-build images", "")] };
        command.Options.Add(noOverwrite);
        command.Options.Add(overwrite);
        return PoolVerb.Build(
            io,
            command,
            (parse, pools, pool) => pools.Activity.Build(pool, parse.GetValue(overwrite), parse.GetValue(noOverwrite)),
            (_, name) => $"Pool {name} built",
            (_, name) => $"Failed to build pool {name}");
    }
}
