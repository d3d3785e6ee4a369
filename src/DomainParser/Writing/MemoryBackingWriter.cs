using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;memoryBacking&gt;.</summary>
internal static class MemoryBackingWriter
{
    public static void Write(XmlOutput xml, MemoryBacking? backing)
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
                x.Open("source").Attr("type", backing.Source, MemorySource.Names).Close();
            }

            if (backing.Access is not null)
            {
                x.Open("access").Attr("mode", backing.Access, MemoryAccess.Names).Close();
            }

            if (backing.Allocation is not null || backing.AllocationThreads is not null)
            {
                x.Open("allocation").Attr("mode", backing.Allocation, MemoryAllocation.Names).Attr("threads", backing.AllocationThreads).Close();
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
}
