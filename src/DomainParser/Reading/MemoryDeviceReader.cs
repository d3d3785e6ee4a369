using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;memory model=…&gt; inside &lt;devices&gt;.</summary>
internal static class MemoryDeviceReader
{
    public static MemoryDevice Read(XmlCursor cursor)
    {
        MemoryModel model = cursor.RequiredEnum("model", MemoryModel.Names);
        var memory = new MemoryDevice
        {
            Model = model,
            Access = cursor.Enum("access", MemoryAccess.Names),
            Discard = cursor.YesNo("discard"),
        };
        DeviceReader.ReadCommon(cursor, memory);
        if (Taken(cursor, "uuid", model == MemoryModel.Nvdimm, memory)?.Content is { } uuid)
        {
            memory.Uuid = Guid.TryParse(uuid.Trim(), out Guid parsed) ? parsed : throw cursor.Error($"'{uuid}' is not a UUID");
        }

        memory.VirtioOptions = DeviceReader.ReadVirtioOptions(cursor.Since("11.9").Child("driver"));
        Source(cursor.Child("source"), memory);
        if (memory.Path is null && (model is MemoryModel.Nvdimm or MemoryModel.VirtioPmem))
        {
            throw cursor.Error($"path is required for model '{MemoryModel.Names[model]}': <source><path>…</path></source>");
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

        // what each model takes (measured: libvirt 11.3)
        bool isFile = memory.Model is MemoryModel.Nvdimm or MemoryModel.VirtioPmem;
        bool hasPages = memory.Model is MemoryModel.Dimm or MemoryModel.VirtioMem;
        memory.Path = Taken(source, "path", isFile, memory)?.Content is { Length: > 0 } path ? path : null;
        memory.AlignSizeKiB = Size(source, "alignsize", memory.Model == MemoryModel.Nvdimm, memory) ?? 0;
        memory.Pmem = Taken(source, "pmem", memory.Model == MemoryModel.Nvdimm, memory) is not null;
        memory.PageSizeKiB = Size(source, "pagesize", hasPages, memory) ?? 0;
        if (Taken(source, "nodemask", hasPages || memory.Model == MemoryModel.SgxEpc, memory) is { } mask)
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
        memory.TargetNode = target.FilledChild("node")?.ContentUInt();
        bool isNvdimm = memory.Model == MemoryModel.Nvdimm;
        bool isVirtioMem = memory.Model == MemoryModel.VirtioMem;
        memory.ReadOnly = Taken(target, "readonly", isNvdimm, memory) is not null;
        memory.LabelSizeKiB = Taken(target, "label", isNvdimm, memory)?.FilledChild("size")?.ContentKiB() ?? 0;
        memory.BlockSizeKiB = Size(target, "block", isVirtioMem, memory) ?? 0;
        memory.RequestedSizeKiB = Size(target, "requested", isVirtioMem, memory);
        if (isVirtioMem)
        {
            memory.DynamicMemslots = target.YesNo("dynamicMemslots");
        }
        else if (target.Text("dynamicMemslots") is not null)
        {
            target.Context.Ignored($"'dynamicMemslots' means nothing for memory of model '{MemoryModel.Names[memory.Model]}'", target.Position);
        }

        memory.TargetBase = Taken(target, "address", isVirtioMem || memory.Model == MemoryModel.VirtioPmem, memory)?.Hex("base") ?? 0;
        memory.CurrentSizeKiB = target.IsLive ? target.FilledChild("current")?.ContentKiB() : null;
        target.IgnoreChildren("current");
    }

    /// <summary>A size in KiB that only some models take; null where nothing stands in its element.</summary>
    private static ulong? Size(XmlCursor parent, string name, bool takes, MemoryDevice memory) =>
        Taken(parent, name, takes, memory) is { Content.Length: > 0 } child ? child.ContentKiB() : null;

    /// <summary>A child that only some models take; elsewhere libvirt forgets it.</summary>
    private static XmlCursor? Taken(XmlCursor parent, string name, bool takes, MemoryDevice memory)
    {
        if (parent.Child(name) is not { } child)
        {
            return null;
        }

        if (takes)
        {
            return child;
        }

        child.Context.Ignored($"<{name}> means nothing for memory of model '{MemoryModel.Names[memory.Model]}'", child.Position);
        child.TakeAnything();
        return null;
    }
}
