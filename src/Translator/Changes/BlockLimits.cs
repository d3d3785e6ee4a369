using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Limits of a disk's throughput while the guest runs (live-changes.md 10). Limits come in families: one that is given resets the others of its family.
/// </summary>
public static class BlockLimits
{
    /// <summary>The names of all limits in virsh's order, with how each is read and set.</summary>
    public static readonly IReadOnlyList<BlockLimit> All =
    [
        new("total_bytes_sec", 0, l => l.TotalBytesSec, (l, v) => l.TotalBytesSec = v),
        new("read_bytes_sec", 0, l => l.ReadBytesSec, (l, v) => l.ReadBytesSec = v),
        new("write_bytes_sec", 0, l => l.WriteBytesSec, (l, v) => l.WriteBytesSec = v),
        new("total_iops_sec", 1, l => l.TotalIopsSec, (l, v) => l.TotalIopsSec = v),
        new("read_iops_sec", 1, l => l.ReadIopsSec, (l, v) => l.ReadIopsSec = v),
        new("write_iops_sec", 1, l => l.WriteIopsSec, (l, v) => l.WriteIopsSec = v),
        new("total_bytes_sec_max", 2, l => l.TotalBytesSecMax, (l, v) => l.TotalBytesSecMax = v),
        new("read_bytes_sec_max", 2, l => l.ReadBytesSecMax, (l, v) => l.ReadBytesSecMax = v),
        new("write_bytes_sec_max", 2, l => l.WriteBytesSecMax, (l, v) => l.WriteBytesSecMax = v),
        new("total_iops_sec_max", 3, l => l.TotalIopsSecMax, (l, v) => l.TotalIopsSecMax = v),
        new("read_iops_sec_max", 3, l => l.ReadIopsSecMax, (l, v) => l.ReadIopsSecMax = v),
        new("write_iops_sec_max", 3, l => l.WriteIopsSecMax, (l, v) => l.WriteIopsSecMax = v),
        new("size_iops_sec", 4, l => l.SizeIopsSec, (l, v) => l.SizeIopsSec = v),
        new("total_bytes_sec_max_length", 5, l => l.TotalBytesSecMaxLength, (l, v) => l.TotalBytesSecMaxLength = v),
        new("read_bytes_sec_max_length", 5, l => l.ReadBytesSecMaxLength, (l, v) => l.ReadBytesSecMaxLength = v),
        new("write_bytes_sec_max_length", 5, l => l.WriteBytesSecMaxLength, (l, v) => l.WriteBytesSecMaxLength = v),
        new("total_iops_sec_max_length", 6, l => l.TotalIopsSecMaxLength, (l, v) => l.TotalIopsSecMaxLength = v),
        new("read_iops_sec_max_length", 6, l => l.ReadIopsSecMaxLength, (l, v) => l.ReadIopsSecMaxLength = v),
        new("write_iops_sec_max_length", 6, l => l.WriteIopsSecMaxLength, (l, v) => l.WriteIopsSecMaxLength = v),
    ];

    /// <param name="disk">The disk as it stands in the running domain.</param>
    /// <param name="given">The limits that are set, by name.</param>
    /// <param name="group">Its group; null = as it is.</param>
    /// <exception cref="DomainException">These limits do not go together.</exception>
    public static IEnumerable<PlanStep> Live(Disk disk, IReadOnlyDictionary<string, ulong> given, string? group)
    {
        DiskIoTune tune = Tune(disk.IoTune, given, group);
        if (!disk.Source.IsEmpty)
        {
            yield return new QmpStep("block_set_io_throttle", DiskThrottling.Arguments(disk, tune));
        }

        disk.IoTune = tune.Limits.IsEmpty ? null : tune;
        yield return new Tell(DomainEvents.Tunable([("blkdeviotune.disk", disk.TargetDev),
            .. All.Where(l => given.ContainsKey(l.Name)).Select(l => ($"blkdeviotune.{l.Name}", given[l.Name].ToString(CultureInfo.InvariantCulture))),
            .. group is null ? ((string, string)[])[] : [("blkdeviotune.group_name", group)]]));
    }

    /// <summary>The same in a definition.</summary>
    public static void Config(Disk disk, IReadOnlyDictionary<string, ulong> given, string? group)
    {
        DiskIoTune tune = Tune(disk.IoTune, given, group);
        disk.IoTune = tune.Limits.IsEmpty ? null : tune;
    }

    /// <summary>Asks QEMU for the limits that hold now, and tells them as <c>blkdeviotune</c> shows them.</summary>
    public static IEnumerable<PlanStep> Ask(Disk disk, StepResults results, Action<string> tell)
    {
        yield return new QmpStep("query-block") { KeepAs = "query-block" };
        string device = DiskDeviceProperties.QomName(disk);
        JsonElement inserted = (results.Of("query-block")?.EnumerateArray() ?? default)
            .Where(d => d.TryGetProperty("qdev", out JsonElement qdev) && IsOf(qdev.GetString()!, device, disk.Alias!))
            .Select(d => d.TryGetProperty("inserted", out JsonElement medium) ? medium : default)
            .FirstOrDefault();
        if (inserted.ValueKind != JsonValueKind.Object)
        {
            throw DomainException.Argument($"No device found with qdev '{device}'");
        }

        string Of(string name) => inserted.TryGetProperty(name, out JsonElement value) ? value.ToString() : "0";
        IEnumerable<(string Name, string Value)> shown = All.Select(l => (l.Name, Of(QemuNameOf(l.Name))));
        tell(ParameterText.Of(
        [
            .. shown.Take(13),
            ("group_name", inserted.TryGetProperty("group", out JsonElement group) ? group.GetString()! : ""),
            .. shown.Skip(13),
        ]));
    }

    /// <summary>The same of a definition.</summary>
    public static string Text(Disk disk)
    {
        IEnumerable<(string Name, string Value)> shown =
            All.Select(l => (l.Name, (disk.IoTune is { } tune ? l.Get(tune.Limits) : 0).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return ParameterText.Of([.. shown.Take(13), ("group_name", disk.IoTune?.GroupName ?? ""), .. shown.Skip(13)]);
    }

    private static bool IsOf(string qdev, string device, string alias) =>
        qdev == device || qdev == alias || qdev.StartsWith($"/machine/peripheral/{alias}/", StringComparison.Ordinal);

    /// <summary>total_bytes_sec_max → bps_max.</summary>
    private static string QemuNameOf(string name)
    {
        string[] words = name.Split('_', 4);
        if (words[0] == "size")
        {
            return "iops_size";
        }

        string direction = words[0] switch { "read" => "_rd", "write" => "_wr", _ => "" };
        return (words[1] == "bytes" ? "bps" : "iops") + direction + (words.Length > 3 ? "_" + words[3] : "");
    }

    private static DiskIoTune Tune(DiskIoTune? present, IReadOnlyDictionary<string, ulong> given, string? group) =>
        new() { Limits = Merge(present?.Limits, given), GroupName = group ?? present?.GroupName };

    /// <summary>The limits that are there with those that are given: one that is given resets the others of its family.</summary>
    /// <exception cref="DomainException">These limits do not go together.</exception>
    internal static ThrottleLimits Merge(ThrottleLimits? present, IReadOnlyDictionary<string, ulong> given)
    {
        RefuseBoth(given, "bytes_sec");
        RefuseBoth(given, "iops_sec");
        RefuseBoth(given, "bytes_sec_max");
        RefuseBoth(given, "iops_sec_max");
        ThrottleLimits limits = present is null ? new() : present with { };
        HashSet<int> families = [.. All.Where(l => l.Family < 5 && given.ContainsKey(l.Name)).Select(l => l.Family)];
        foreach (BlockLimit limit in All)
        {
            if (given.TryGetValue(limit.Name, out ulong value))
            {
                limit.Set(limits, value);
            }
            else if (families.Contains(limit.Family))
            {
                limit.Set(limits, 0);
            }
        }

        foreach (BlockLimit limit in All.Where(l => l.Family < 2))
        {
            BlockLimit burst = All.First(l => l.Name == limit.Name + "_max");
            if (burst.Get(limits) > 0 && limit.Get(limits) == 0)
            {
                throw DomainException.Unsupported($"cannot reset '{limit.Name}' when '{burst.Name}' is set");
            }

            if (burst.Get(limits) > 0 && burst.Get(limits) < limit.Get(limits))
            {
                throw DomainException.Unsupported($"value '{burst.Name}' cannot be smaller than '{limit.Name}'");
            }
        }

        return limits;
    }

    private static void RefuseBoth(IReadOnlyDictionary<string, ulong> given, string family)
    {
        bool total = given.TryGetValue("total_" + family, out ulong t) && t > 0;
        bool parts = (given.TryGetValue("read_" + family, out ulong r) && r > 0) || (given.TryGetValue("write_" + family, out ulong w) && w > 0);
        if (total && parts)
        {
            throw DomainException.Argument($"total and read/write of {family} cannot be set at the same time");
        }
    }
}

/// <summary>One limit; those of a family are set together.</summary>
public sealed record BlockLimit(string Name, int Family, Func<ThrottleLimits, ulong> Get, Action<ThrottleLimits, ulong> Set);
