using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Questions;

/// <summary><c>domblkstat</c> and <c>domblkerror</c> (live-changes.md 12).</summary>
public static class BlockText
{
    /// <param name="figures">All disks.</param>
    /// <param name="device">Target or source of one; null = the sums.</param>
    /// <param name="human">In words.</param>
    /// <exception cref="DomainException">There is no such disk.</exception>
    public static string Counts(IReadOnlyList<BlockFigures> figures, string? device, bool human)
    {
        BlockFigures[] of = [.. device is null ? figures : [Find(figures, device) ?? throw new DomainException($"invalid path: {device}", default,
            RefusalKind.Argument)]];
        (string Name, string Words, ulong Value)[] rows =
        [
            ("rd_req", "number of read operations:", Sum(f => f.ReadRequests)),
            ("rd_bytes", "number of bytes read:", Sum(f => f.ReadBytes)),
            ("wr_req", "number of write operations:", Sum(f => f.WriteRequests)),
            ("wr_bytes", "number of bytes written:", Sum(f => f.WriteBytes)),
            ("flush_operations", "number of flush operations:", Sum(f => f.FlushRequests)),
            ("rd_total_times", "total duration of reads (ns):", Sum(f => f.ReadTime)),
            ("wr_total_times", "total duration of writes (ns):", Sum(f => f.WriteTime)),
            ("flush_total_times", "total duration of flushes (ns):", Sum(f => f.FlushTime)),
        ];
        var text = new StringBuilder(human ? $"Device: {device}\n" : "");
        foreach ((string name, string words, ulong value) in rows)
        {
            text.Append(human ? $" {words,-31} " : $"{device} {name} ").Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();

        ulong Sum(Func<BlockFigures, ulong> part) => of.Aggregate(0UL, (sum, f) => sum + part(f));
    }

    /// <summary>The disk of this target, or with this source.</summary>
    public static BlockFigures? Find(IEnumerable<BlockFigures> figures, string device) =>
        figures.FirstOrDefault(f => f.Target == device) ?? figures.FirstOrDefault(f => f.Path == device);

    /// <param name="live">The running domain.</param>
    /// <param name="block">QEMU's <c>query-block</c>.</param>
    public static string Errors(Domain live, System.Text.Json.JsonElement? block)
    {
        var text = new StringBuilder();
        foreach (Disk disk in live.Disks)
        {
            string? status = StatusOf(disk, block);
            if (status is "nospace" or "failed")
            {
                text.Append(disk.TargetDev).Append(status == "nospace" ? ": no space\n" : ": unspecified error\n");
            }
        }

        return text.Length > 0 ? text.ToString() : "No errors found\n";
    }

    private static string? StatusOf(Disk disk, System.Text.Json.JsonElement? block)
    {
        foreach (System.Text.Json.JsonElement entry in block?.EnumerateArray() ?? [])
        {
            if (entry.TryGetProperty("qdev", out var qdev) && qdev.GetString()!.Split('/').Contains(disk.Alias))
            {
                return entry.TryGetProperty("io-status", out var status) ? status.GetString() : null;
            }
        }

        return null;
    }
}
