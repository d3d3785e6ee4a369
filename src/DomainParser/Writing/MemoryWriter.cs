using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>Memory sizes, &lt;memoryBacking&gt;, &lt;memtune&gt; and &lt;blkiotune&gt;.</summary>
internal static class MemoryWriter
{
    public static void Sizes(XmlOutput xml, Domain domain)
    {
        if (domain.MaxMemoryKiB is { } maximum)
        {
            xml.Open("maxMemory").Attr("slots", domain.MemorySlots == 0 ? null : domain.MemorySlots).Attr("unit", "KiB").CloseWith(maximum);
        }

        if (domain.MemoryKiB is { } memory)
        {
            xml.Open("memory").OnOff("dumpCore", domain.DumpCore).Attr("unit", "KiB").CloseWith(memory);
        }

        xml.ElementKiB("currentMemory", domain.CurrentMemoryKiB);
    }

    public static void BlkioTune(XmlOutput xml, BlkioTune? tune)
    {
        if (tune is null)
        {
            return;
        }

        xml.Group("blkiotune", x =>
        {
            x.Element("weight", NotZero(tune.Weight));
            foreach (BlkioDevice device in tune.Devices)
            {
                if (NotZero(device.Weight) is null && NotZero(device.ReadIopsSec) is null && NotZero(device.WriteIopsSec) is null
                    && NotZero(device.ReadBytesSec) is null && NotZero(device.WriteBytesSec) is null)
                {
                    continue;
                }

                x.Open("device").Element("path", device.Path).Element("weight", NotZero(device.Weight));
                x.Element("read_iops_sec", NotZero(device.ReadIopsSec)).Element("write_iops_sec", NotZero(device.WriteIopsSec));
                x.Element("read_bytes_sec", NotZero(device.ReadBytesSec)).Element("write_bytes_sec", NotZero(device.WriteBytesSec)).Close();
            }
        });
    }

    public static void MemTune(XmlOutput xml, MemTune? tune)
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

    public static void MemoryBacking(XmlOutput xml, MemoryBacking? backing)
    {
        if (backing is null)
        {
            return;
        }

        xml.Group("memoryBacking", x =>
        {
            HugePages(x, backing);
            x.Empty("nosharepages", backing.NoSharePages).Empty("locked", backing.Locked);
            if (backing.Source is not null)
            {
                x.Open("source").Attr("type", backing.Source, MemorySourceNames.All).Close();
            }

            if (backing.Access is not null)
            {
                x.Open("access").Attr("mode", backing.Access, MemoryAccessNames.All).Close();
            }

            if (backing.Allocation is not null || backing.AllocationThreads is not null)
            {
                x.Open("allocation").Attr("mode", backing.Allocation, MemoryAllocationNames.All).Attr("threads", backing.AllocationThreads).Close();
            }

            x.Empty("discard", backing.Discard);
        });
    }

    private static void HugePages(XmlOutput xml, MemoryBacking backing)
    {
        if (backing.HugePages.Count == 0)
        {
            return;
        }

        xml.Open("hugepages");
        foreach (HugePage page in backing.HugePages)
        {
            if (page.SizeKiB != 0)
            {
                xml.Open("page").Attr("size", page.SizeKiB).Attr("unit", "KiB").Attr("nodeset", page.Nodeset?.ToString()).Close();
            }
        }

        xml.Close();
    }

    private static ulong? Limited(ulong? kib) => kib < Model.MemTune.UnlimitedKiB ? kib : null;

    private static ulong? NotZero(ulong? value) => value == 0 ? null : value;
}
