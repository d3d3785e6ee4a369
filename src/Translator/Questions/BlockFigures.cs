using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Questions;

/// <summary>What a disk of a running guest read, wrote and takes up (live-changes.md 12); bytes and nanoseconds.</summary>
/// <param name="Target">vda …</param>
/// <param name="Path">Where it is; null where the drive is empty or the source has no path.</param>
/// <param name="Index">Number of its node; null where it is empty.</param>
public sealed record BlockFigures(string Target, string? Path, int? Index)
{
    public ulong ReadRequests { get; init; }

    public ulong ReadBytes { get; init; }

    public ulong ReadTime { get; init; }

    public ulong WriteRequests { get; init; }

    public ulong WriteBytes { get; init; }

    public ulong WriteTime { get; init; }

    public ulong FlushRequests { get; init; }

    public ulong FlushTime { get; init; }

    /// <summary>The end of what the guest wrote furthest behind.</summary>
    public ulong? HighestOffset { get; init; }

    /// <summary>As the guest sees it.</summary>
    public ulong? Capacity { get; init; }

    /// <summary>What the image takes up on the host.</summary>
    public ulong? ActualSize { get; init; }

    /// <summary>Bytes from which on QEMU tells; null where none is set.</summary>
    public ulong? Threshold { get; init; }

    /// <summary>Images below a disk's.</summary>
    public IReadOnlyList<BlockFigures> Backing { get; init; } = [];

    /// <param name="live">The running domain.</param>
    /// <param name="statistics">QEMU's <c>query-blockstats</c>.</param>
    /// <param name="nodes">QEMU's <c>query-named-block-nodes</c>, flat.</param>
    public static IReadOnlyList<BlockFigures> All(Domain live, JsonElement? statistics, JsonElement? nodes) =>
        [.. live.Disks.Select(disk => Of(disk, statistics, nodes))];

    private static BlockFigures Of(Disk disk, JsonElement? statistics, JsonElement? nodes)
    {
        JsonElement entry = EntryOf(disk, statistics);
        JsonElement stats = Member(entry, "stats");
        string? node = Member(entry, "node-name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
        JsonElement image = NodeOf(node, nodes);
        bool isEmpty = node is null || image.ValueKind == JsonValueKind.Undefined;
        return new BlockFigures(disk.TargetDev, isEmpty ? null : DiskTable.SourceOf(disk.Source), isEmpty ? null : Number(node))
        {
            ReadRequests = Count(stats, "rd_operations"),
            ReadBytes = Count(stats, "rd_bytes"),
            ReadTime = Count(stats, "rd_total_time_ns"),
            WriteRequests = Count(stats, "wr_operations"),
            WriteBytes = Count(stats, "wr_bytes"),
            WriteTime = Count(stats, "wr_total_time_ns"),
            FlushRequests = Count(stats, "flush_operations"),
            FlushTime = Count(stats, "flush_total_time_ns"),
            HighestOffset = isEmpty ? null : Highest(entry),
            Capacity = isEmpty ? null : Count(Member(image, "image"), "virtual-size"),
            ActualSize = isEmpty ? null : Count(Member(image, "image"), "actual-size"),
            Threshold = Count(image, "write_threshold") is > 0 and var threshold ? threshold : null,
            Backing = [.. Below(disk.Source.Backing, Member(entry, "backing"), disk.TargetDev, nodes)],
        };
    }

    private static IEnumerable<BlockFigures> Below(StorageSource? source, JsonElement entry, string target, JsonElement? nodes)
    {
        while (source is { } present && entry.ValueKind == JsonValueKind.Object)
        {
            string? node = Member(entry, "node-name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
            JsonElement image = Member(NodeOf(node, nodes), "image");
            yield return new BlockFigures(target, DiskTable.SourceOf(present), Number(node))
            {
                HighestOffset = Highest(entry),
                Capacity = Count(image, "virtual-size"),
                ActualSize = Count(image, "actual-size"),
            };
            entry = Member(entry, "backing");
            source = present.Backing;
        }
    }

    private static JsonElement EntryOf(Disk disk, JsonElement? statistics)
    {
        if (statistics is not { ValueKind: JsonValueKind.Array } all || disk.Alias is not { } alias)
        {
            return default;
        }

        foreach (JsonElement entry in all.EnumerateArray())
        {
            string[] path = Member(entry, "qdev") is { ValueKind: JsonValueKind.String } qdev ? qdev.GetString()!.Split('/') : [];
            if (path.Contains(alias))
            {
                return entry;
            }
        }

        return default;
    }

    private static JsonElement NodeOf(string? node, JsonElement? nodes) => node is null || nodes is not { ValueKind: JsonValueKind.Array } all ? default
        : all.EnumerateArray().FirstOrDefault(n => Member(n, "node-name") is { ValueKind: JsonValueKind.String } name && name.GetString() == node);

    /// <summary>The storage node's own count, which stands below a format's.</summary>
    private static ulong Highest(JsonElement entry) => Member(entry, "parent") is { ValueKind: JsonValueKind.Object } parent
        ? Count(Member(parent, "stats"), "wr_highest_offset") : Count(Member(entry, "stats"), "wr_highest_offset");

    /// <summary>The number in <c>libvirt-2-format</c>.</summary>
    private static int? Number(string? node) => node?.Split('-') is ["libvirt", var number, ..]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value) ? value : default;

    private static ulong Count(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt64(out ulong number) ? number : 0;
}
