using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>
/// How far a job is, or what it came to: libvirt's fields by libvirt's names and in its order (guest-state.md 6.5; measured with 11.3:
/// <c>domjobinfo --rawstats</c>). Times are in ms, sizes in bytes, rates in bytes or pages a second.
/// </summary>
public sealed record JobStatistics(JobOperation Operation)
{
    public const string Elapsed = "time_elapsed";
    public const string Downtime = "downtime";
    private const string OperationKey = "operation";
    private const string ErrorKey = "errmsg";

    /// <summary>Fields and their values; what is not known is not there.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Values { get; init; } = [];

    /// <summary>Why it ended; null: by itself.</summary>
    public string? Error { get; init; }

    /// <summary>null: it is not known.</summary>
    public long? this[string name]
    {
        get
        {
            foreach ((string key, long value) in Values)
            {
                if (key == name)
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>Of a save, a migration or a snapshot with memory.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="elapsed">Since it began.</param>
    /// <param name="answer">QEMU's answer to query-migrate; undefined where it has nothing to do with it yet.</param>
    /// <param name="standstill">How long the guest stood still; null: as QEMU says.</param>
    public static JobStatistics OfMigration(JobOperation operation, TimeSpan elapsed, JsonElement answer, TimeSpan? standstill = null)
    {
        var values = new List<KeyValuePair<string, long>> { new(Elapsed, (long)elapsed.TotalMilliseconds) };
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return new(operation) { Values = values };
        }

        if (standstill is { } still)
        {
            values.Add(new(Downtime, (long)still.TotalMilliseconds));
        }
        else
        {
            Take(answer, "downtime", Downtime);
            Take(answer, "expected-downtime", Downtime);
        }

        Take(answer, "setup-time", "setup_time");
        if (answer.TryGetProperty("ram", out JsonElement ram))
        {
            foreach (string kind in (string[])["data", "memory"])
            {
                Take(ram, "total", kind + "_total");
                Take(ram, "transferred", kind + "_processed");
                Take(ram, "remaining", kind + "_remaining");
            }

            if (ram.TryGetProperty("mbps", out JsonElement rate) && rate.TryGetDouble(out double megabits) && megabits > 0)
            {
                values.Add(new("memory_bps", (long)(megabits * 1_000_000 / 8)));
            }

            Take(ram, "duplicate", "memory_constant");
            Take(ram, "normal", "memory_normal");
            Take(ram, "normal-bytes", "memory_normal_bytes");
            Take(ram, "dirty-pages-rate", "memory_dirty_rate");
            Take(ram, "dirty-sync-count", "memory_iteration");
            Take(ram, "postcopy-requests", "memory_postcopy_requests");
            Take(ram, "page-size", "memory_page_size");
        }

        if (answer.TryGetProperty("xbzrle-cache", out JsonElement differences))
        {
            Take(differences, "cache-size", "compression_cache");
            Take(differences, "bytes", "compression_bytes");
            Take(differences, "pages", "compression_pages");
            Take(differences, "cache-miss", "compression_cache_misses");
            Take(differences, "overflow", "compression_overflow");
        }

        Take(answer, "cpu-throttle-percentage", "auto_converge_throttle");
        return new JobStatistics(operation) { Values = values };

        void Take(JsonElement from, string name, string key)
        {
            if (from.TryGetProperty(name, out JsonElement value) && value.TryGetInt64(out long number))
            {
                values.Add(new(key, number));
            }
        }
    }

    /// <summary>Of a backup: what has been written, or how much of its scratch images is in use where others fetch it.</summary>
    public static JobStatistics OfBackup(BackupMode mode, TimeSpan elapsed, long processed, long total, bool? success = null)
    {
        var values = new List<KeyValuePair<string, long>> { new(Elapsed, (long)elapsed.TotalMilliseconds) };
        values.AddRange(mode == BackupMode.Pull
            ? [new("disk_temp_used", processed), new("disk_temp_total", total)]
            : [new("disk_total", total), new("disk_processed", processed), new("disk_remaining", total - processed)]);
        if (success is { } well)
        {
            values.Add(new("success", well ? 1 : 0));
        }

        return new(JobOperation.Backup) { Values = values };
    }

    /// <summary>A line a field, <c>name: value</c>: what virsh prints raw, and what is kept.</summary>
    public IReadOnlyList<string> ToLines() =>
        [Line(OperationKey, (long)Operation), .. Values.Select(v => Line(v.Key, v.Value)),
            .. Error is { } why ? [ErrorKey + ": " + why] : Array.Empty<string>()];

    /// <summary>Reads those lines again; null where they are something else.</summary>
    public static JobStatistics? Parse(IEnumerable<string> lines)
    {
        var values = new List<KeyValuePair<string, long>>();
        string? error = null;
        foreach (string line in lines)
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0 && line[..colon] == ErrorKey)
            {
                error = line[(colon + 2)..];
                continue;
            }

            if (colon < 0 || !long.TryParse(line.AsSpan(colon + 2), CultureInfo.InvariantCulture, out long value))
            {
                return null;
            }

            values.Add(new(line[..colon], value));
        }

        return values is [{ Key: OperationKey, Value: >= 0 and <= (long)JobOperation.SnapshotDelete } operation, ..]
            ? new JobStatistics((JobOperation)operation.Value) { Values = values[1..], Error = error }
            : null;
    }

    private static string Line(string key, long value) => string.Create(CultureInfo.InvariantCulture, $"{key}: {value}");
}
