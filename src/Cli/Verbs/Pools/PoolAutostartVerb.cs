using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-autostart POOL</c>: marks a pool as one that comes up with the host (measured.md 10).</summary>
internal static class PoolAutostartVerb
{
    public static Command Build(Io io)
    {
        var disable = new Option<bool>("--disable") { Description = "no longer" };
        var command = new VerbCommand("pool-autostart", "mark a storage pool to be started with the host") { Examples = [("pool-autostart images", "")] };
        command.Options.Add(disable);
        return PoolVerb.Build(
            io,
            command,
            (parse, _, pool) => PoolDefinitions.SetAutostart(pool, !parse.GetValue(disable)),
            (parse, name) => $"Pool {name} {Mark(parse)}ed as autostarted",
            (parse, name) => $"failed to {Mark(parse)} pool {name} as autostarted");

        string Mark(ParseResult parse) => parse.GetValue(disable) ? "unmark" : "mark";
    }
}
