namespace VirshLite.DomainParser.Model;

/// <summary>&lt;os&gt; and the two bootloader elements (formatdomain, "Operating system booting"). Values stay as written.</summary>
public sealed class Os
{
    public SourcePosition Position { get; set; }

    /// <summary>&lt;bootloader&gt;; QEMU guests with one are refused.</summary>
    public string? Bootloader { get; set; }

    public string? BootloaderArgs { get; set; }

    /// <summary>The text of &lt;type&gt;; "hvm" for QEMU.</summary>
    public string Type { get; set; } = "";

    /// <summary>Libvirt's name of the guest's architecture; null until completion takes the host's.</summary>
    public string? Arch { get; set; }

    /// <summary>Machine type; null until completion takes the emulator's default.</summary>
    public string? Machine { get; set; }

    /// <summary>The firmware attribute.</summary>
    public Firmware? Firmware { get; set; }

    /// <summary>&lt;firmware&gt;&lt;feature name='enrolled-keys'&gt;.</summary>
    public bool? EnrolledKeys { get; set; }

    /// <summary>&lt;firmware&gt;&lt;feature name='secure-boot'&gt;.</summary>
    public bool? SecureBoot { get; set; }

    public Loader? Loader { get; set; }

    public NvramStore? Nvram { get; set; }

    /// <summary>&lt;varstore&gt;: variables that QEMU keeps in a file of JSON; excludes <see cref="Nvram"/>.</summary>
    public VariableStore? Varstore { get; set; }

    public string? Kernel { get; set; }

    public string? Initrd { get; set; }

    public string? Cmdline { get; set; }

    public string? Shim { get; set; }

    public string? Dtb { get; set; }

    public List<AcpiTable> AcpiTables { get; } = [];

    /// <summary>&lt;boot dev&gt;, at most four.</summary>
    public List<BootDevice> BootDevices { get; } = [];

    /// <summary>&lt;bootmenu enable&gt;.</summary>
    public bool? BootMenu { get; set; }

    /// <summary>&lt;bootmenu timeout&gt; in milliseconds, only with an enabled menu.</summary>
    public uint? BootMenuTimeout { get; set; }

    /// <summary>&lt;bios useserial&gt;.</summary>
    public bool? BiosUseSerial { get; set; }

    /// <summary>&lt;bios rebootTimeout&gt; in milliseconds; -1 = never.</summary>
    public int? BiosRebootTimeout { get; set; }

    /// <summary>&lt;smbios mode&gt;.</summary>
    public SmbiosMode? SmbiosMode { get; set; }
}

public enum Firmware
{
    Bios,
    Efi,
}

public static class FirmwareNames
{
    private static readonly EnumNames<Firmware> All = new("bios", "efi");

    extension(Firmware)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<Firmware> Names => All;
    }
}

/// <summary>&lt;loader&gt;: the firmware's code.</summary>
public sealed class Loader
{
    public SourcePosition Position { get; set; }

    public string? Path { get; set; }

    public bool? Readonly { get; set; }

    public bool? Secure { get; set; }

    public LoaderType? Type { get; set; }

    public bool? Stateless { get; set; }

    public FirmwareFormat? Format { get; set; }
}

public enum LoaderType
{
    Rom,
    Pflash,
}

internal static class LoaderTypeNames
{
    private static readonly EnumNames<LoaderType> All = new("rom", "pflash");

    extension(LoaderType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<LoaderType> Names => All;
    }
}

public enum FirmwareFormat
{
    Raw,
    Qcow2,
}

public static class FirmwareFormatNames
{
    private static readonly EnumNames<FirmwareFormat> All = new("raw", "qcow2");

    extension(FirmwareFormat)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<FirmwareFormat> Names => All;
    }
}

/// <summary>&lt;os&gt;&lt;nvram&gt;: the firmware's variables. (The &lt;nvram&gt; device is <see cref="Nvram"/>.)</summary>
public sealed class NvramStore
{
    public SourcePosition Position { get; set; }

    public string? Template { get; set; }

    public FirmwareFormat? TemplateFormat { get; set; }

    public FirmwareFormat? Format { get; set; }

    /// <summary>Where the variables are; null where not given yet.</summary>
    public StorageSource? Source { get; set; }

    /// <summary>The source stands in an element of its own (with a type attribute), not as text.</summary>
    public bool IsSourceElement { get; set; }
}

/// <summary>&lt;varstore path= template=&gt;.</summary>
public sealed class VariableStore
{
    public SourcePosition Position { get; set; }

    public string? Path { get; set; }

    public string? Template { get; set; }
}

public enum BootDevice
{
    Fd,
    Cdrom,
    Hd,
    Network,
}

internal static class BootDeviceNames
{
    private static readonly EnumNames<BootDevice> All = new("fd", "cdrom", "hd", "network");

    extension(BootDevice)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<BootDevice> Names => All;
    }
}

public enum SmbiosMode
{
    Emulate,
    Host,
    Sysinfo,
}

internal static class SmbiosModeNames
{
    private static readonly EnumNames<SmbiosMode> All = new("emulate", "host", "sysinfo");

    extension(SmbiosMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SmbiosMode> Names => All;
    }
}

/// <summary>&lt;acpi&gt;&lt;table type=&gt;path.</summary>
public sealed class AcpiTable
{
    public SourcePosition Position { get; set; }

    public AcpiTableType Type { get; set; }

    public string Path { get; set; } = "";
}

public enum AcpiTableType
{
    Raw,
    RawSet,
    Slic,
    Msdm,
}

public static class AcpiTableTypeNames
{
    private static readonly EnumNames<AcpiTableType> All = new("raw", "rawset", "slic", "msdm");

    extension(AcpiTableType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<AcpiTableType> Names => All;
    }
}
