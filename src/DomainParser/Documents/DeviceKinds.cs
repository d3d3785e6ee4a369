using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>
/// The table of devices: one row a kind (element, list in <see cref="Domain"/>, reader, writer). A new kind is a class in Model, a list in Domain,
/// a reader, a writer, a row here with its place in both orders, and a row in Translator's table, which says the rest (alias, bus, arguments) and
/// names the kind by its row here.
/// </summary>
public static class DeviceKinds
{
    public static readonly DeviceKind Disk = Listed("disk", d => d.Disks, DiskReader.Read, DiskWriter.Write, DiskList.Insert);
    public static readonly DeviceKind Controller = Listed(
        "controller", d => d.Controllers, ControllerReader.Read, ControllerWriter.Write, ControllerList.Insert);
    public static readonly DeviceKind Lease = Listed("lease", d => d.Leases, LeaseReader.Read, LeaseWriter.Write);
    public static readonly DeviceKind Filesystem = Listed("filesystem", d => d.Filesystems, FilesystemReader.Read, FilesystemWriter.Write);

    /// <summary>One of type hostdev has a host device behind it, which shares its alias and address and comes and goes with it.</summary>
    public static readonly DeviceKind Interface = new InterfaceKind();

    /// <summary>Those behind interfaces stand in the list too, and are written as interfaces.</summary>
    public static readonly DeviceKind Hostdev = Listed("hostdev", d => d.Hostdevs, HostdevReader.Read, HostdevWriter.Write);

    public static readonly DeviceKind Memory = Listed("memory", d => d.MemoryDevices, MemoryDeviceReader.Read, MemoryDeviceWriter.Write);
    public static readonly DeviceKind Smartcard = Listed("smartcard", d => d.Smartcards, SmartcardReader.Read, SmartcardWriter.Write);
    public static readonly DeviceKind Parallel = Listed(
        "parallel", d => d.Parallels, (x, d) => ParallelReader.Read(x, d.Parallels), (x, v, _) => ParallelWriter.Write(x, v));
    public static readonly DeviceKind Serial = Listed("serial", d => d.Serials, SerialReader.Read, SerialWriter.Write);
    public static readonly DeviceKind Console = Listed(
        "console", d => d.Consoles, (x, d) => GuestConsoleReader.Read(x, d.Consoles), (x, v, d) => GuestConsoleWriter.Write(x, v, d.Serials));

    public static readonly DeviceKind Channel = Listed("channel", d => d.Channels, ChannelReader.Read, ChannelWriter.Write);
    public static readonly DeviceKind Input = Listed("input", d => d.Inputs, InputReader.Read, InputWriter.Write);
    public static readonly DeviceKind Graphics = Listed("graphics", d => d.Graphics, GraphicsReader.Read, GraphicsWriter.Write);
    public static readonly DeviceKind Sound = Listed("sound", d => d.Sounds, SoundReader.Read, SoundWriter.Write);
    public static readonly DeviceKind Audio = Listed("audio", d => d.Audios, AudioReader.Read, AudioWriter.Write);
    public static readonly DeviceKind Video = Listed("video", d => d.Videos, VideoReader.Read, VideoWriter.Write, VideoList.Insert);
    public static readonly DeviceKind Watchdog = Listed("watchdog", d => d.Watchdogs, WatchdogReader.Read, WatchdogWriter.Write);
    public static readonly DeviceKind Memballoon = Single(
        "memballoon", d => d.Memballoon, (d, v) => d.Memballoon = v, MemballoonReader.Read, MemballoonWriter.Write);
    public static readonly DeviceKind Rng = Listed("rng", d => d.Rngs, RngReader.Read, RngWriter.Write);
    public static readonly DeviceKind Crypto = Listed("crypto", d => d.Cryptos, CryptoReader.Read, CryptoWriter.Write);
    public static readonly DeviceKind Tpm = Listed("tpm", d => d.Tpms, TpmReader.Read, TpmWriter.Write, TpmList.Insert);
    public static readonly DeviceKind Nvram = Single("nvram", d => d.Nvram, (d, v) => d.Nvram = v, NvramReader.Read, NvramWriter.Write);
    public static readonly DeviceKind Hub = Listed("hub", d => d.Hubs, HubReader.Read, HubWriter.Write);
    public static readonly DeviceKind Redirdev = Listed("redirdev", d => d.Redirdevs, RedirdevReader.Read, RedirdevWriter.Write);
    public static readonly DeviceKind Panic = Listed("panic", d => d.Panics, PanicReader.Read, PanicWriter.Write);
    public static readonly DeviceKind Shmem = Listed("shmem", d => d.Shmems, ShmemReader.Read, ShmemWriter.Write);
    public static readonly DeviceKind Iommu = Listed("iommu", d => d.Iommus, IommuReader.Read, IommuWriter.Write);
    public static readonly DeviceKind Vsock = Single("vsock", d => d.Vsock, (d, v) => d.Vsock = v, VsockReader.Read, VsockWriter.Write);
    public static readonly DeviceKind Pstore = Single("pstore", d => d.Pstore, (d, v) => d.Pstore = v, PstoreReader.Read, PstoreWriter.Write);

    /// <summary>All kinds, in the order in which libvirt reads them (completion.md 2.1): it decides which of two mistakes is named.</summary>
    public static IReadOnlyList<DeviceKind> InReadingOrder { get; } =
    [
        Disk, Controller, Lease, Filesystem, Interface, Hostdev, Memory, Smartcard, Parallel, Serial, Console, Channel, Input, Graphics, Sound, Audio, Video,
        Watchdog, Memballoon, Rng, Crypto, Tpm, Nvram, Hub, Redirdev, Panic, Shmem, Iommu, Vsock, Pstore,
    ];

    /// <summary>All kinds, in the order in which libvirt prints them (completion.md 6.20).</summary>
    public static IReadOnlyList<DeviceKind> InWritingOrder { get; } =
    [
        Disk, Controller, Lease, Filesystem, Interface, Smartcard, Serial, Parallel, Console, Channel, Input, Tpm, Graphics, Sound, Audio, Video, Hostdev,
        Redirdev, Hub, Watchdog, Memballoon, Rng, Nvram, Panic, Shmem, Memory, Crypto, Iommu, Vsock, Pstore,
    ];

    /// <summary>The kind of an element's name; null where it names none.</summary>
    public static DeviceKind? ByElement(string element) => InReadingOrder.FirstOrDefault(k => k.Element == element);

    /// <summary>The kind of a device.</summary>
    public static DeviceKind Of(Device device) => InReadingOrder.First(k => k.Holds(device));

    private static ListedDeviceKind<T> Listed<T>(
        string element, Func<Domain, List<T>> list, Func<XmlCursor, T> read, Action<XmlOutput, T> write, Action<List<T>, T>? insert = null)
        where T : Device =>
        new(element, list, (cursor, _) => read(cursor), (xml, device, _) => write(xml, device), insert);

    /// <summary>A kind that is read and written with a look at the devices beside it.</summary>
    private static ListedDeviceKind<T> Listed<T>(
        string element, Func<Domain, List<T>> list, Func<XmlCursor, Domain, T> read, Action<XmlOutput, T, Domain> write)
        where T : Device =>
        new(element, list, read, write);

    private static SingleDeviceKind<T> Single<T>(
        string element, Func<Domain, T?> get, Action<Domain, T?> set, Func<XmlCursor, T> read, Action<XmlOutput, T> write)
        where T : Device =>
        new(element, get, set, read, write);
}
