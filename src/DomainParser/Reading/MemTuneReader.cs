using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memtune&gt;: for control groups, not for QEMU.</summary>
internal static class MemTuneReader
{
    public static MemTune Read(XmlCursor cursor) => new()
    {
        HardLimitKiB = cursor.FilledChild("hard_limit")?.ContentKiB(),
        SoftLimitKiB = cursor.FilledChild("soft_limit")?.ContentKiB(),
        MinGuaranteeKiB = cursor.FilledChild("min_guarantee")?.ContentKiB(),
        SwapHardLimitKiB = cursor.FilledChild("swap_hard_limit")?.ContentKiB(),
    };
}
