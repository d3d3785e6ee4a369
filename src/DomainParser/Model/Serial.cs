namespace VirshLite.DomainParser.Model;

/// <summary>&lt;serial&gt; (formatdomain, "Serial port").</summary>
public sealed class Serial : CharacterDevice
{
    /// <summary>&lt;target type&gt;; null until completion picks one, and for good on machines without a rule (completion.md 6.7).</summary>
    public SerialTarget? TargetType { get; set; }

    /// <summary>&lt;target&gt;&lt;model name&gt;.</summary>
    public SerialModel? Model { get; set; }

    /// <summary>&lt;target port&gt;; null until completion.</summary>
    public uint? Port { get; set; }
}

public enum SerialTarget
{
    IsaSerial,
    UsbSerial,
    PciSerial,
    SpaprVioSerial,
    SystemSerial,
    SclpSerial,
    IsaDebug,
}

public static class SerialTargetNames
{
    private static readonly EnumNames<SerialTarget> All =
        new("isa-serial", "usb-serial", "pci-serial", "spapr-vio-serial", "system-serial", "sclp-serial", "isa-debug");

    extension(SerialTarget)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SerialTarget> Names => All;
    }
}

public enum SerialModel
{
    IsaSerial,
    UsbSerial,
    PciSerial,
    SpaprVty,
    Pl011,
    SclpConsole,
    SclpLmConsole,
    Uart16550A,
    IsaDebugcon,
}

public static class SerialModelNames
{
    private static readonly EnumNames<SerialModel> All =
        new("isa-serial", "usb-serial", "pci-serial", "spapr-vty", "pl011", "sclpconsole", "sclplmconsole", "16550a", "isa-debugcon");

    extension(SerialModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SerialModel> Names => All;
    }
}
