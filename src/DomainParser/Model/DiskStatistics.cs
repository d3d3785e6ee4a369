namespace VirshLite.DomainParser.Model;

/// <summary>&lt;statistics&gt; of a disk's driver: what QEMU counts besides the sums.</summary>
public sealed class DiskStatistics
{
    /// <summary>Lengths of the intervals of which least, most and average are kept, in seconds.</summary>
    public List<uint> Intervals { get; } = [];

    public List<LatencyHistogram> Histograms { get; } = [];
}

/// <summary>&lt;latency-histogram&gt;: how many requests took how long.</summary>
/// <param name="Operation">The requests that count; null = all.</param>
/// <param name="BinStarts">Where each bin begins, in nanoseconds, rising.</param>
public sealed record LatencyHistogram(LatencyOperation? Operation, IReadOnlyList<ulong> BinStarts);

public enum LatencyOperation
{
    Read,
    Write,
    Zone,
    Flush,
}

public static class LatencyOperationNames
{
    private static readonly EnumNames<LatencyOperation> All = new("read", "write", "zone", "flush");

    extension(LatencyOperation)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<LatencyOperation> Names => All;
    }
}
