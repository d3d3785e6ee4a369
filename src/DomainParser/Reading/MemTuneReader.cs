using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memtune&gt;: for control groups, not for QEMU.</summary>
internal static class MemTuneReader
{
    public static MemTune Read(XmlCursor cursor) => new()
    {
        HardLimitKiB = cursor.Child("hard_limit")?.ContentKiB(),
        SoftLimitKiB = cursor.Child("soft_limit")?.ContentKiB(),
        MinGuaranteeKiB = cursor.Child("min_guarantee")?.ContentKiB(),
        SwapHardLimitKiB = cursor.Child("swap_hard_limit")?.ContentKiB(),
    };
}
