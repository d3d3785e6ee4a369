using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;memtune&gt;.</summary>
internal static class MemTuneWriter
{
    public static void Write(XmlOutput xml, MemTune? tune)
    {
        if (tune is null)
        {
            return;
        }

        xml.Group("memtune", x =>
        {
            x.ElementKiB("hard_limit", Limited(tune.HardLimitKiB)).ElementKiB("soft_limit", Limited(tune.SoftLimitKiB));
            x.ElementKiB("min_guarantee", NotZero(tune.MinGuaranteeKiB)).ElementKiB("swap_hard_limit", Limited(tune.SwapHardLimitKiB));
        });
    }

    private static ulong? Limited(ulong? kib) => kib < Model.MemTune.UnlimitedKiB ? kib : null;

    private static ulong? NotZero(ulong? value) => value == 0 ? null : value;
}
