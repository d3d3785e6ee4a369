namespace VirshLite.DomainParser.Model;

/// <summary>&lt;memballoon&gt; (formatdomain, "Memory balloon device").</summary>
public sealed class Memballoon : Device
{
    public MemballoonModel Model { get; set; }

    public bool? AutoDeflate { get; set; }

    public bool? FreePageReporting { get; set; }

    /// <summary>&lt;stats period&gt; in seconds; 0 = none.</summary>
    public int StatsPeriodSeconds { get; set; }

    public VirtioOptions? Virtio { get; set; }
}

public enum MemballoonModel
{
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
    Xen,
    None,
}

internal static class MemballoonModelNames
{
    private static readonly EnumNames<MemballoonModel> All = new("virtio", "virtio-transitional", "virtio-non-transitional", "xen", "none");

    extension(MemballoonModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MemballoonModel> Names => All;
    }
}
