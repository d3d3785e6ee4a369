using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>A total goes without its parts: what disks and throttle groups have in common (storage.md 9).</summary>
internal static class ThrottleLimitsRules
{
    public static void Check(ThrottleLimits limits, SourcePosition position)
    {
        Check(limits.TotalBytesSec, limits.ReadBytesSec, limits.WriteBytesSec, "bytes_sec", position);
        Check(limits.TotalIopsSec, limits.ReadIopsSec, limits.WriteIopsSec, "iops_sec", position);
        Check(limits.TotalBytesSecMax, limits.ReadBytesSecMax, limits.WriteBytesSecMax, "bytes_sec_max", position);
        Check(limits.TotalIopsSecMax, limits.ReadIopsSecMax, limits.WriteIopsSecMax, "iops_sec_max", position);
    }

    private static void Check(ulong total, ulong read, ulong write, string what, SourcePosition position)
    {
        if (total != 0 && (read != 0 || write != 0))
        {
            throw new DomainException($"total and read/write {what} cannot be set at the same time", position);
        }
    }
}
