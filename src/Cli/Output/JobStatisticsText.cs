using System.Globalization;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Output;

/// <summary>How far a job is, in virsh's words and columns (guest-state.md 6.5; measured with 11.3).</summary>
internal static class JobStatisticsText
{
    private static readonly (string Label, string Key, string Unit)[] Fields =
    [
        ("Time elapsed", JobStatistics.Elapsed, "ms"),
        ("Data processed", "data_processed", Bytes), ("Data remaining", "data_remaining", Bytes), ("Data total", "data_total", Bytes),
        ("Memory processed", "memory_processed", Bytes), ("Memory remaining", "memory_remaining", Bytes), ("Memory total", "memory_total", Bytes),
        ("Memory bandwidth", "memory_bps", BytesPerSecond), ("Dirty rate", "memory_dirty_rate", "pages/s"), ("Page size", "memory_page_size", "bytes"),
        ("Iteration", "memory_iteration", ""), ("Postcopy requests", "memory_postcopy_requests", ""),
        ("File processed", "disk_processed", Bytes), ("File remaining", "disk_remaining", Bytes), ("File total", "disk_total", Bytes),
        ("Constant pages", "memory_constant", ""), ("Normal pages", "memory_normal", ""), ("Normal data", "memory_normal_bytes", Bytes),
        ("Total downtime", JobStatistics.Downtime, "ms"), ("Setup time", "setup_time", "ms"),
        ("Compression cache", "compression_cache", Bytes), ("Compressed data", "compression_bytes", Bytes), ("Compressed pages", "compression_pages", ""),
        ("Compression cache misses", "compression_cache_misses", ""), ("Compression overflows", "compression_overflow", ""),
        ("Auto converge throttle", "auto_converge_throttle", "%"),
        ("Temporary disk space use", "disk_temp_used", Bytes), ("Temporary disk space total", "disk_temp_total", Bytes),
    ];

    private const string Bytes = "B";
    private const string BytesPerSecond = "B/s";

    /// <param name="job">null: there is none.</param>
    /// <param name="isOver">It has ended.</param>
    public static IEnumerable<string> Lines(JobStatistics? job, bool isOver)
    {
        yield return Line("Job type", job is null ? "None" : isOver ? "Completed" : "Unbounded");
        if (job is null)
        {
            yield break;
        }

        yield return Line("Operation", JobOperation.Names[job.Operation]);
        foreach ((string label, string key, string unit) in Fields)
        {
            if (job[key] is not { } value)
            {
                continue;
            }

            yield return unit switch
            {
                Bytes or BytesPerSecond => $"{label + ":",-17} {DataSizeText.Of((ulong)Math.Max(0, value))}{unit[1..]}",
                "" => Line(label, value.ToString(CultureInfo.InvariantCulture)),
                _ => Line(!isOver && key == JobStatistics.Downtime ? "Expected downtime" : label, value.ToString(CultureInfo.InvariantCulture)) + " " + unit,
            };
        }

        if (job.Error is { } why)
        {
            yield return $"{"Error message:",-17} {why}";
        }
    }

    /// <summary>libvirt's own names and numbers.</summary>
    public static IEnumerable<string> Raw(JobStatistics? job, bool isOver) =>
        [$"Job type: {(job is null ? 0 : isOver ? 3 : 2)}", "", .. job?.ToLines() ?? []];

    private static string Line(string label, string value) => $"{label + ":",-17} {value,-12}";
}
