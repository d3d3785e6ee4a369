using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memoryBacking&gt; (formatdomain, "Memory backing").</summary>
internal static class MemoryBackingReader
{
    public static MemoryBacking Read(XmlCursor cursor)
    {
        var backing = new MemoryBacking
        {
            Position = cursor.Position,
            NoSharePages = cursor.HasChild("nosharepages"),
            Locked = cursor.HasChild("locked"),
            Discard = cursor.HasChild("discard"),
            Source = cursor.Child("source")?.EnumUnlessEmpty("type", MemorySource.Names),
            Access = cursor.Child("access")?.Enum("mode", MemoryAccess.Names),
        };
        if (cursor.Child("allocation") is { } allocation)
        {
            backing.Allocation = allocation.EnumUnlessEmpty("mode", MemoryAllocation.Names);
            backing.AllocationThreads = allocation.NonEmpty("threads") is not null && allocation.UInt("threads") is { } threads and > 0 ? threads : null;
        }

        if (cursor.Child("hugepages") is { } hugepages)
        {
            foreach (XmlCursor page in hugepages.Children("page"))
            {
                backing.HugePages.Add(Page(page));
            }

            if (backing.HugePages.Count == 0)
            {
                backing.HugePages.Add(new HugePage { Position = hugepages.Position });
            }

            if (backing.Allocation == MemoryAllocation.OnDemand)
            {
                throw hugepages.Error("hugepages cannot be allocated on demand");
            }
        }

        return backing;
    }

    private static HugePage Page(XmlCursor cursor)
    {
        ulong bytes = cursor.AttributeBytes("size", "KiB") ?? throw cursor.Error("<page> needs the attribute 'size'");
        if (bytes == 0)
        {
            throw cursor.Error("a hugepage has a size");
        }

        NumberSet? nodes = cursor.NumberSet("nodeset");
        return nodes is { IsEmpty: true }
            ? throw cursor.Error("the attribute 'nodeset' of <page> names no node")
            : new HugePage { Position = cursor.Position, SizeKiB = DataSize.ToKiBRoundedUp(bytes), Nodeset = nodes };
    }
}
