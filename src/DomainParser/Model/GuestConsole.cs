namespace VirshLite.DomainParser.Model;

/// <summary>&lt;console&gt; (formatdomain, "Console"). A console of target type serial only mirrors the serial port at its place in the list.</summary>
public sealed class GuestConsole : CharacterDevice
{
    /// <summary>&lt;target type&gt;; serial where none is given.</summary>
    public ConsoleTarget TargetType { get; set; }

    /// <summary>Always the place in the list.</summary>
    public uint Port { get; set; }
}

public enum ConsoleTarget
{
    Serial,
    Xen,
    Uml,
    Virtio,
    Lxc,
    Openvz,
    Sclp,
    SclpLm,
}

public static class ConsoleTargetNames
{
    private static readonly EnumNames<ConsoleTarget> All = new("serial", "xen", "uml", "virtio", "lxc", "openvz", "sclp", "sclplm");

    extension(ConsoleTarget)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ConsoleTarget> Names => All;
    }
}
