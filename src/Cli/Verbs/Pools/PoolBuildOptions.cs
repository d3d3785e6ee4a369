using System.CommandLine;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>--build --overwrite --no-overwrite</c>: whether what a pool stands in is made first.</summary>
internal sealed class PoolBuildOptions
{
    private readonly Option<bool> build = new("--build") { Description = "make its directory first" };
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "whatever is there is written over" };
    private readonly Option<bool> noOverwrite = new("--no-overwrite") { Description = "what is there stays" };

    public static PoolBuildOptions AddTo(Command command)
    {
        var options = new PoolBuildOptions();
        command.Options.Add(options.build);
        command.Options.Add(options.overwrite);
        command.Options.Add(options.noOverwrite);
        return options;
    }

    /// <summary>What makes the pool's directory; null where that is not asked for.</summary>
    /// <exception cref="Output.UsageException">Two options exclude each other.</exception>
    public Action<PoolRecord>? Of(ParseResult parse, StoragePools pools)
    {
        VirshWords.Exclusive(parse, (overwrite, noOverwrite));
        return parse.GetValue(build) || parse.GetValue(overwrite) || parse.GetValue(noOverwrite)
            ? pool => pools.Activity.Build(pool, parse.GetValue(overwrite), parse.GetValue(noOverwrite)) : null;
    }
}
