using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>How memory sizes are rounded; all in KiB (completion.md 4.3).</summary>
internal static class MemoryAlignment
{
    private const ulong PlainKiB = 1024;
    private const ulong PlainDeviceKiB = 2048;
    private const ulong Ppc64KiB = 262144;

    /// <summary>Initial memory, guest NUMA nodes and the maximum.</summary>
    public static ulong Memory(Domain domain, ulong kib) => Up(kib, domain.IsPpc64() ? Ppc64KiB : PlainKiB);

    public static ulong Device(Domain domain, MemoryDevice device)
    {
        if (!domain.IsPpc64())
        {
            return Up(device.SizeKiB, PlainDeviceKiB);
        }

        if (device.Model != MemoryModel.Nvdimm)
        {
            return Up(device.SizeKiB, Ppc64KiB);
        }

        ulong data = device.SizeKiB > device.LabelSizeKiB ? (device.SizeKiB - device.LabelSizeKiB) / Ppc64KiB * Ppc64KiB : 0;
        return data == 0
            ? throw DomainException.Unsupported("minimum target size for the NVDIMM must be 256MB plus the label size", device.Position)
            : data + device.LabelSizeKiB;
    }

    private static ulong Up(ulong value, ulong granularity) => (value + granularity - 1) / granularity * granularity;
}
