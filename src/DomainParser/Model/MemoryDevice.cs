namespace VirshLite.DomainParser.Model;

/// <summary>&lt;memory model=…&gt; inside &lt;devices&gt; (formatdomain "Memory devices"). Sizes in KiB; 0 = not given.</summary>
public sealed class MemoryDevice : Device
{
    public MemoryModel Model { get; set; }

    public MemoryAccess? Access { get; set; }

    public bool? Discard { get; set; }

    /// <summary>Of an nvdimm on PPC64.</summary>
    public Guid? Uuid { get; set; }

    /// <summary>The backing file of nvdimm and virtio-pmem.</summary>
    public string? Path { get; set; }

    public ulong AlignSizeKiB { get; set; }

    public bool Pmem { get; set; }

    public ulong PageSizeKiB { get; set; }

    /// <summary>Host NUMA nodes; null where absent.</summary>
    public NumberSet? NodeMask { get; set; }

    public ulong SizeKiB { get; set; }

    /// <summary>The guest NUMA node; null where absent.</summary>
    public uint? TargetNode { get; set; }

    public ulong LabelSizeKiB { get; set; }

    public bool ReadOnly { get; set; }

    /// <summary>Of virtio-mem.</summary>
    public ulong BlockSizeKiB { get; set; }

    /// <summary>Of virtio-mem; the value may be 0, so null where absent.</summary>
    public ulong? RequestedSizeKiB { get; set; }

    /// <summary>&lt;current&gt; of virtio-mem in a running guest: how much of it the guest has taken.</summary>
    public ulong? CurrentSizeKiB { get; set; }

    /// <summary>&lt;address base&gt; inside &lt;target&gt; of virtio-mem and virtio-pmem; 0 = not given.</summary>
    public ulong TargetBase { get; set; }

    public bool? DynamicMemslots { get; set; }

    public VirtioOptions? VirtioOptions { get; set; }
}

public enum MemoryModel
{
    Dimm,
    Nvdimm,
    VirtioPmem,
    VirtioMem,
    SgxEpc,
}

public static class MemoryModelNames
{
    private static readonly EnumNames<MemoryModel> All = new("dimm", "nvdimm", "virtio-pmem", "virtio-mem", "sgx-epc");

    extension(MemoryModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MemoryModel> Names => All;
    }
}

public enum MemoryAccess
{
    Shared,
    Private,
}

internal static class MemoryAccessNames
{
    private static readonly EnumNames<MemoryAccess> All = new("shared", "private");

    extension(MemoryAccess)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MemoryAccess> Names => All;
    }
}
