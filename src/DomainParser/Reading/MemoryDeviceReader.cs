using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memory model=…&gt; inside &lt;devices&gt;.</summary>
internal static class MemoryDeviceReader
{
    public static MemoryDevice Read(XmlCursor cursor)
    {
        MemoryModel model = cursor.RequiredEnum("model", MemoryModelNames.All);
        var memory = new MemoryDevice
        {
            Model = model,
            Access = cursor.Enum("access", MemoryAccessNames.All),
            Discard = cursor.YesNo("discard"),
        };
        DeviceReader.ReadCommon(cursor, memory);
        if (cursor.ChildText("uuid") is { } uuid)
        {
            memory.Uuid = Guid.TryParse(uuid.Trim(), out Guid parsed) ? parsed : throw cursor.Error($"'{uuid}' is not a UUID");
        }

        memory.VirtioOptions = DeviceReader.ReadVirtioOptions(cursor.Child("driver"));
        Source(cursor.Child("source"), memory);
        if (memory.Path is null && (model is MemoryModel.Nvdimm or MemoryModel.VirtioPmem))
        {
            throw cursor.Error($"path is required for model '{MemoryModelNames.All[model]}': <source><path>…</path></source>");
        }

        Target(cursor.RequiredChild("target"), memory);
        return memory;
    }

    private static void Source(XmlCursor? source, MemoryDevice memory)
    {
        if (source is null)
        {
            return;
        }

        memory.Path = source.ChildText("path") is { Length: > 0 } path ? path : null;
        memory.AlignSizeKiB = source.Child("alignsize")?.ContentKiB() ?? 0;
        memory.Pmem = source.HasChild("pmem");
        memory.PageSizeKiB = source.Child("pagesize")?.ContentKiB() ?? 0;
        if (source.Child("nodemask") is { } mask)
        {
            memory.NodeMask = mask.ContentNumberSet();
            if (memory.NodeMask.IsEmpty)
            {
                throw mask.Error($"<nodemask> holds '{mask.Content}', an empty set of nodes");
            }
        }
    }

    private static void Target(XmlCursor target, MemoryDevice memory)
    {
        memory.SizeKiB = target.RequiredChild("size").ContentKiB();
        memory.TargetNode = target.Child("node")?.ContentUInt();
        memory.ReadOnly = target.HasChild("readonly") && memory.Model == MemoryModel.Nvdimm;
        memory.LabelSizeKiB = target.Child("label")?.RequiredChild("size").ContentKiB() ?? 0;
        memory.BlockSizeKiB = target.Child("block")?.ContentKiB() ?? 0;
        memory.RequestedSizeKiB = target.Child("requested")?.ContentKiB();
        memory.DynamicMemslots = target.YesNo("dynamicMemslots") is { } slots && memory.Model == MemoryModel.VirtioMem ? slots : null;
        memory.TargetBase = target.Child("address")?.Hex("base") ?? 0;
        target.IgnoreChildren("current");
    }
}
