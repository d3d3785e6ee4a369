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

internal static class SysinfoTypeNames
{
    private static readonly EnumNames<SysinfoType> All = new("smbios", "fwcfg");

    extension(SysinfoType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SysinfoType> Names => All;
    }
}

/// <summary>&lt;entry name= [file=]&gt; of fw_cfg: a value or a file.</summary>
public sealed class FwCfgEntry
{
    public SourcePosition Position { get; set; }

    public string Name { get; set; } = "";

    public string? Value { get; set; }

    public string? File { get; set; }
}
