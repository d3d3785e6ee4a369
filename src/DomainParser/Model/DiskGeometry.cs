namespace VirshLite.DomainParser.Model;

/// <summary>&lt;geometry&gt;; 0 = not given.</summary>
public sealed class DiskGeometry
{
    public uint Cylinders { get; set; }

    public uint Heads { get; set; }

    public uint Sectors { get; set; }

    public GeometryTranslation? Translation { get; set; }
}

public enum GeometryTranslation
{
    Default,
    None,
    Auto,
    Lba,
}

public static class GeometryTranslationNames
{
    private static readonly EnumNames<GeometryTranslation> All = new("default", "none", "auto", "lba");

    extension(GeometryTranslation)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<GeometryTranslation> Names => All;
    }
}

/// <summary>&lt;blockio&gt;, in bytes; 0 = not given.</summary>
public sealed class DiskBlockIo
{
    public uint LogicalBlockSize { get; set; }

    public uint PhysicalBlockSize { get; set; }

    /// <summary>Null = not given; 0 = the guest may not discard (since libvirt 11.6; before, as if not given).</summary>
    public uint? DiscardGranularity { get; set; }
}
