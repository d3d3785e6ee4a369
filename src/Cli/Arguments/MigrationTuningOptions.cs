using System.CommandLine;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Arguments;

/// <summary>Options of <c>migrate</c> that say how memory is sent (guest-state.md 6.1 and 6.3).</summary>
internal sealed class MigrationTuningOptions
{
    private readonly Option<bool> autoConverge = new("--auto-converge") { Description = "slow the guest down where its memory changes too fast" };
    private readonly Option<int?> initial = Number("--auto-converge-initial", "by that many percent at first");
    private readonly Option<int?> increment = Number("--auto-converge-increment", "by that many percent more each time");
    private readonly Option<bool> parallel = new("--parallel") { Description = "several connections beside one another" };
    private readonly Option<bool> zeroCopy = new("--zerocopy") { Description = "with --parallel and --migrateuri: pages go out from where they lie" };
    private readonly Option<int?> connections = Number("--parallel-connections", "how many");
    private readonly Option<bool> postcopy = new("--postcopy") { Description = "the guest may go over before its memory has: migrate-postcopy" };
    private readonly Option<long?> postcopyBandwidth = new("--postcopy-bandwidth") { Description = "MiB a second after that", HelpName = "N" };
    private readonly Option<bool> compressed = new("--compressed") { Description = "send changed pages as differences" };
    private readonly Option<string?> methods = new("--comp-methods") { Description = "xbzrle; with --parallel zlib or zstd", HelpName = "METHOD,…" };
    private readonly Option<ulong?> xbzrleCache = new("--comp-xbzrle-cache") { Description = "bytes of the cache for differences", HelpName = "N" };
    private readonly Option<int?> zlib = Number("--comp-zlib-level", "how hard zlib tries");
    private readonly Option<int?> zstd = Number("--comp-zstd-level", "how hard zstd tries");
    private readonly Option<long?> switchover = new("--available-switchover-bandwidth")
    {
        Description = "MiB a second that the last step can count on",
        HelpName = "N"
    };

    public IEnumerable<Option> All =>
        [autoConverge, initial, increment, parallel, zeroCopy, connections, postcopy, postcopyBandwidth, compressed, methods, xbzrleCache, zlib, zstd,
            switchover];

    public bool IsPostCopy(ParseResult parse) => parse.GetValue(postcopy);

    public MigrationTuning Of(ParseResult parse)
    {
        string[] chosen = parse.GetValue(methods)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new MigrationTuning
        {
            AutoConverge = parse.GetValue(autoConverge),
            AutoConvergeInitial = parse.GetValue(initial),
            AutoConvergeIncrement = parse.GetValue(increment),
            Parallel = parse.GetValue(parallel),
            Connections = parse.GetValue(connections),
            ZeroCopy = parse.GetValue(zeroCopy),
            PostCopy = parse.GetValue(postcopy),
            PostCopyBandwidth = (parse.GetValue(postcopyBandwidth) ?? 0) << 20,
            Compressed = parse.GetValue(compressed) || chosen.Length > 0,
            CompressionMethods = chosen,
            XbzrleCache = parse.GetValue(xbzrleCache),
            ZlibLevel = parse.GetValue(zlib),
            ZstdLevel = parse.GetValue(zstd),
            SwitchoverBandwidth = (parse.GetValue(switchover) ?? 0) << 20,
        };
    }

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
