using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;statistics&gt; of a disk's driver (versions.md 2).</summary>
internal static class DiskStatisticsReader
{
    public static DiskStatistics? Read(XmlCursor driver)
    {
        if (driver.Since("11.9").Child("statistics") is not { } cursor)
        {
            return null;
        }

        var statistics = new DiskStatistics();
        foreach (XmlCursor statistic in cursor.Children("statistic"))
        {
            statistics.Intervals.Add(statistic.UInt("interval") switch
            {
                null => throw statistic.Error("<statistic> needs the attribute 'interval', in seconds"),
                0 => throw statistic.Error("Invalid value for attribute 'interval' in element 'statistic': Zero is not permitted"),
                { } seconds => seconds,
            });
        }

        foreach (XmlCursor child in cursor.Since("12.1").Children("latency-histogram"))
        {
            LatencyHistogram histogram = Histogram(child);
            if (statistics.Histograms.Exists(h => h.Operation == histogram.Operation))
            {
                throw child.Unsupported("only one latency-histogram of a given type is supported");
            }

            statistics.Histograms.Add(histogram);
        }

        // a lone first bin counts all, which says nothing (black box: libvirt 12.8)
        LatencyHistogram[] histograms = [.. statistics.Histograms.Where(h => h.BinStarts is not [0]).OrderBy(h => h.Operation)];
        statistics.Histograms.Clear();
        statistics.Histograms.AddRange(histograms);
        return statistics is { Intervals: [], Histograms: [] } ? null : statistics;
    }

    private static LatencyHistogram Histogram(XmlCursor cursor)
    {
        // the first bin begins at 0, said or not
        var starts = new List<ulong>();
        foreach (XmlCursor bin in cursor.Children("bin"))
        {
            ulong start = bin.ULong("start") ?? throw bin.Error("<bin> needs the attribute 'start', in nanoseconds");
            if (starts is [] && start != 0)
            {
                starts.Add(0);
            }
            else if (starts is [.., var last] && start <= last)
            {
                throw bin.Unsupported("the values of 'start' attribute of a 'latency-histogram' 'bin' configuration must be sorted and non-overlapping");
            }

            starts.Add(start);
        }

        if (starts is [])
        {
            throw cursor.Error("missing 'bin' elements for 'latency-histogram'");
        }

        return new LatencyHistogram(cursor.Enum("type", LatencyOperation.Names), starts);
    }
}
