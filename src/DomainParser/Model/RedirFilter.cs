namespace VirshLite.DomainParser.Model;

/// <summary>&lt;redirfilter&gt;: which USB devices may be redirected; the first entry that fits decides.</summary>
public sealed class RedirFilter
{
    public List<RedirFilterEntry> Entries { get; } = [];
}

/// <summary>&lt;usbdev class= vendor= product= version= allow=&gt;; null = any.</summary>
public sealed class RedirFilterEntry
{
    /// <summary>USB class, up to 0xff.</summary>
    public uint? Class { get; set; }

    public uint? Vendor { get; set; }

    public uint? Product { get; set; }

    /// <summary>Version as BCD: 1.10 is 0x0110.</summary>
    public uint? Version { get; set; }

    public bool Allow { get; set; }
}
