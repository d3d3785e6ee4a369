using System.CommandLine;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Arguments;

/// <summary>The options that both verbs for new snapshots take.</summary>
internal sealed class SnapshotCreateOptions
{
    public readonly Option<bool> NoMetadata = new("--no-metadata") { Description = "keep nothing but the images" };
    public readonly Option<bool> Live = new("--live") { Description = "the guest goes on while its memory is written" };
    private readonly Option<bool> halt = new("--halt") { Description = "end the guest once it is made" };
    private readonly Option<bool> diskOnly = new("--disk-only") { Description = "disks only, no memory" };
    private readonly Option<bool> reuse = new("--reuse-external") { Description = "files of new images are there already" };
    private readonly Option<bool> quiesce = new("--quiesce") { Description = "have the guest's agent write everything out first (with --disk-only)" };
    private readonly Option<bool> atomic = new("--atomic") { Description = "all disks or none: always so" };

    public IEnumerable<Option> All => [NoMetadata, halt, diskOnly, reuse, quiesce, atomic, Live];

    public SnapshotOptions Of(ParseResult parse, Host host) => new()
    {
        NoMetadata = parse.GetValue(NoMetadata),
        Halt = parse.GetValue(halt),
        DiskOnly = parse.GetValue(diskOnly),
        ReuseExternal = parse.GetValue(reuse),
        Quiesce = parse.GetValue(quiesce),
        Live = parse.GetValue(Live),
        MemoryFormat = StateOptions.Format(host.Settings.SnapshotImageFormat),
    };
}
