namespace VirshLite.DomainParser.Model;

/// <summary>&lt;sysinfo&gt;: SMBIOS strings or fw_cfg entries for the guest (formatdomain, "SMBIOS System Information").</summary>
public sealed class Sysinfo
{
    public SourcePosition Position { get; set; }

    public SysinfoType Type { get; set; }

    public SysinfoBios? Bios { get; set; }

    public SysinfoSystem? System { get; set; }

    public List<SysinfoBaseBoard> BaseBoards { get; } = [];

    public SysinfoChassis? Chassis { get; set; }

    /// <summary>Null where &lt;oemStrings&gt; is absent.</summary>
    public List<string>? OemStrings { get; set; }

    public List<FwCfgEntry> FwCfgEntries { get; } = [];
}

public enum SysinfoType
{
    SmBios,
    FwCfg,
}

public static class SysinfoTypeNames
{
    public static readonly EnumNames<SysinfoType> All = new("smbios", "fwcfg");
}

/// <summary>SMBIOS type 0.</summary>
public sealed class SysinfoBios
{
    public string? Vendor { get; set; }

    public string? Version { get; set; }

    /// <summary>mm/dd/yy or mm/dd/yyyy.</summary>
    public string? Date { get; set; }

    public string? Release { get; set; }

    public bool IsEmpty => Vendor is null && Version is null && Date is null && Release is null;
}

/// <summary>SMBIOS type 1.</summary>
public sealed class SysinfoSystem
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

    public bool IsEmpty =>
        Manufacturer is null && Product is null && Version is null && Serial is null && Uuid is null && Sku is null && Family is null;
}

/// <summary>SMBIOS type 2.</summary>
public sealed class SysinfoBaseBoard
{
    public string? Manufacturer { get; set; }

    public string? Product { get; set; }

    public string? Version { get; set; }

    public string? Serial { get; set; }

    public string? Asset { get; set; }

    public string? Location { get; set; }

    public bool IsEmpty =>
        Manufacturer is null && Product is null && Version is null && Serial is null && Asset is null && Location is null;
}

/// <summary>SMBIOS type 3.</summary>
public sealed class SysinfoChassis
{
    public string? Manufacturer { get; set; }

    public string? Version { get; set; }

    public string? Serial { get; set; }

    public string? Asset { get; set; }

    public string? Sku { get; set; }

    public bool IsEmpty => Manufacturer is null && Version is null && Serial is null && Asset is null && Sku is null;
}

/// <summary>&lt;entry name= [file=]&gt; of fw_cfg: a value or a file.</summary>
public sealed class FwCfgEntry
{
    public SourcePosition Position { get; set; }

    public string Name { get; set; } = "";

    public string? Value { get; set; }

    public string? File { get; set; }
}
