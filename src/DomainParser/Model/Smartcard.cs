namespace VirshLite.DomainParser.Model;

/// <summary>&lt;smartcard&gt; (formatdomain, "Smartcard devices").</summary>
public sealed class Smartcard : Device
{
    public SmartcardMode Mode { get; set; }

    /// <summary>host-certificates: the three certificates' names.</summary>
    public List<string> Certificates { get; } = [];

    /// <summary>host-certificates: absolute path of the database; null = NSS's own place.</summary>
    public string? Database { get; set; }

    /// <summary>passthrough: the stream to the card; null in the other modes.</summary>
    public ChardevSource? Source { get; set; }
}

public enum SmartcardMode
{
    Host,
    HostCertificates,
    Passthrough,
}

public static class SmartcardModeNames
{
    private static readonly EnumNames<SmartcardMode> All = new("host", "host-certificates", "passthrough");

    extension(SmartcardMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SmartcardMode> Names => All;
    }
}
