namespace VirshLite.DomainParser.Model;

/// <summary>One SMBIOS table of a &lt;sysinfo&gt;: texts that each may be absent.</summary>
public abstract class SysinfoSection
{
    /// <summary>Name and text of each entry that the section can have, in libvirt's order; null = absent.</summary>
    public abstract IReadOnlyList<(string Name, string? Text)> Entries { get; }

    public bool IsEmpty
    {
        get
        {
            foreach ((_, string? text) in Entries)
            {
                if (text is not null)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>&lt;bios&gt;: SMBIOS type 0.</summary>
public sealed class SysinfoBios : SysinfoSection
{
    public string? Vendor { get; set; }

    public string? Version { get; set; }

    /// <summary>mm/dd/yy or mm/dd/yyyy.</summary>
    public string? Date { get; set; }

    public string? Release { get; set; }

    public override IReadOnlyList<(string Name, string? Text)> Entries => [("vendor", Vendor), ("version", Version), ("date", Date), ("release", Release)];
}

/// <summary>&lt;system&gt;: SMBIOS type 1.</summary>
public sealed class SysinfoSystem : SysinfoSection
{
    public SourcePosition Position { get; set; }

    public string? Manufacturer { get; set; }

    public string? Product { get; set; }

    public string? Version { get; set; }

    public string? Serial { get; set; }

    /// <summary>Canonical lower-case form.</summary>
    public string? Uuid { get; set; }

    public string? Sku { get; set; }

    public string? Family { get; set; }

    public override IReadOnlyList<(string Name, string? Text)> Entries =>
        [("manufacturer", Manufacturer), ("product", Product), ("version", Version), ("serial", Serial), ("uuid", Uuid), ("sku", Sku), ("family", Family)];
}

/// <summary>&lt;baseBoard&gt;: SMBIOS type 2.</summary>
public sealed class SysinfoBaseBoard : SysinfoSection
{
    public string? Manufacturer { get; set; }

    public string? Product { get; set; }

    public string? Version { get; set; }

    public string? Serial { get; set; }

    public string? Asset { get; set; }

    public string? Location { get; set; }

    public override IReadOnlyList<(string Name, string? Text)> Entries =>
        [("manufacturer", Manufacturer), ("product", Product), ("version", Version), ("serial", Serial), ("asset", Asset), ("location", Location)];
}

/// <summary>&lt;chassis&gt;: SMBIOS type 3.</summary>
public sealed class SysinfoChassis : SysinfoSection
{
    public string? Manufacturer { get; set; }

    public string? Version { get; set; }

    public string? Serial { get; set; }

    public string? Asset { get; set; }

    public string? Sku { get; set; }

    public override IReadOnlyList<(string Name, string? Text)> Entries =>
        [("manufacturer", Manufacturer), ("version", Version), ("serial", Serial), ("asset", Asset), ("sku", Sku)];
}
