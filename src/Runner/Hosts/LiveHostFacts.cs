using System.Runtime.InteropServices;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.GuestFirmware;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// The facts of the host that this runs on. Each is found out when it is first asked for and then kept: one instance serves one command, not a long-lived
/// process. Ports and vsock ids that it has chosen are nobody else's until it is disposed.
/// </summary>
public sealed class LiveHostFacts : IHostFacts, IDisposable
{
    private readonly HostFiles files;
    private readonly Settings settings;
    private readonly string[] configurations;
    private readonly HostNetworks networks;
    private readonly HostReservations reservations;
    private readonly Lazy<byte[]> masterKey = new(() => RandomBytes(32));
    private readonly Lazy<HostCpu?> cpu;
    private readonly Lazy<Sysinfo?> smbios;
    private readonly Lazy<IReadOnlyList<HugepageMount>> hugepages;
    private readonly Lazy<IReadOnlyList<uint>> nodes;
    private readonly Lazy<IReadOnlyList<DescriptorFile>> firmware;
    private readonly Lazy<IReadOnlyList<DescriptorFile>> vhostUser;
    private readonly Lazy<IReadOnlyList<HostUsbDevice>> usb;
    private readonly Lazy<IReadOnlyList<string>> swtpm;
    private readonly Lazy<IReadOnlyList<string>?> nbdkit;

    /// <param name="settings">System or session mode, and VirshLite's own directory of definitions, which goes before libvirt's.</param>
    public LiveHostFacts(Settings settings)
        : this(settings, new HostFiles(""))
    {
    }

    /// <param name="files">Where /proc, /sys, /etc … are: a test has them elsewhere.</param>
    internal LiveHostFacts(Settings settings, HostFiles files)
    {
        this.settings = settings;
        this.files = files;
        reservations = new(settings);
        configurations = [settings.ConfigDirectory, LibvirtConfiguration(settings.Privileged)];
        networks = new(files, settings.Privileged, StateFiles.Networks(settings), StateFiles.DeviceClaims(settings));
        smbios = new(() => HostSmbios.Read(files));
        cpu = new(() => HostCpuReader.Read(Architecture, files));
        hugepages = new(() => HostMemory.HugepageMounts(files));
        nodes = new(() => HostNuma.Nodes(files));
        firmware = new(() => HostDescriptors.Read(files, "firmware", settings.Privileged));
        vhostUser = new(() => HostDescriptors.Read(files, "vhost-user", settings.Privileged));
        usb = new(() => HostDevices.UsbDevices(files));
        swtpm = new(() => HelperCapabilities.SwtpmVersions(this));
        nbdkit = new(() => HelperCapabilities.NbdkitCapabilities(this));
    }

    public string Architecture => LiveCapabilities.HostArchitecture;

    public HostCpu? Cpu => cpu.Value;

    public uint PhysicalAddressBits => HostCpuReader.PhysicalAddressBits();

    public uint MaxKvmVcpus => KvmDevice.MaxVcpus();

    public long NowSeconds => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public int TimeZoneOffsetSeconds => (int)TimeZoneInfo.Local.GetUtcOffset(DateTime.UtcNow).TotalSeconds;

    public byte[] MasterKey => masterKey.Value;

    public IReadOnlyList<HugepageMount> HugepageMounts => hugepages.Value;

    public ulong TransparentHugePageKiB => HostMemory.TransparentHugePageKiB(files);

    public IReadOnlyList<uint> NumaNodes => nodes.Value;

    public Sysinfo? Smbios => smbios.Value;

    public IReadOnlyList<DescriptorFile> FirmwareDescriptors => firmware.Value;

    public IReadOnlyList<DescriptorFile> VhostUserDescriptors => vhostUser.Value;

    public string RealPath(string path) => files.RealPath(path);

    public string? RenderNode => HostDevices.RenderNode(files);

    public IReadOnlyList<HostUsbDevice> UsbDevices => usb.Value;

    public IReadOnlyList<string> SwtpmVersions => swtpm.Value;

    public IReadOnlyList<string>? NbdkitCapabilities => nbdkit.Value;

    public string? EnvironmentVariable(string name) => Environment.GetEnvironmentVariable(name);

    public string? FindProgram(string name) => ProgramPath.Find(name);

    public void Random(Span<byte> buffer) => FillRandom(buffer);

    public IReadOnlyList<uint> CpusOfNode(uint node) => HostNuma.CpusOf(files, node);

    public IReadOnlyList<uint>? AutomaticNodes(uint vcpus, ulong memoryMiB) => HostNuma.Advice(this, vcpus, memoryMiB);

    /// <summary>Secrets that the user named a file for; they go before libvirt's.</summary>
    public SecretFiles SecretFiles { get; init; } = SecretFiles.None;

    public byte[]? SecretValue(Guid uuid) => SecretFiles.Value(uuid.ToString()) ?? First(x => HostSecrets.Value(files, x, uuid));

    public byte[]? SecretValue(string usageType, string usage) =>
        SecretFiles.Value($"{usageType}:{usage}") ?? First(x => HostSecrets.Value(files, x, usageType, usage));

    public string? NetworkAddress(string network) => First(x => networks.Address(x, network));

    public HostNetwork? Network(string name) => First(x => networks.Find(x, name));

    public IReadOnlyList<string>? NetworkDevices => files.Names("/sys/class/net");

    public HostPciDevice? PciDevice(PciAddress address) => HostPci.Find(files, address);

    public IReadOnlyList<PciAddress> PciDevices => HostPci.All(files);

    public uint? MediatedDeviceGroup(Guid uuid) => HostPci.GroupOfMediated(files, uuid);

    public string? ReasonNotToOpen(string devicePath)
    {
        using FileDescriptor? device = Files.TryOpenReadWrite(files.At(devicePath), out int errno);
        return device is null ? Errno.Text(errno) : null;
    }

    public uint FindFreeVsockCid() => VsockDevice.FindFreeCid(reservations);

    public int? FindFreePort(uint minimum, uint maximum, IReadOnlyCollection<int> taken) => HostPorts.FindFree(minimum, maximum, taken, reservations);

    public IReadOnlyList<string>? VhostUserFeatures(string program) => HelperCapabilities.VhostUserFeatures(program);

    public HostStoragePool? StoragePool(string name) => First(x => HostStorage.Pool(files, x, name, settings))
        ?? HostStorage.Pool(files, settings.StateDirectory, name, settings);

    public HostStorageVolume? StorageVolume(string pool, string volume) => First(x => HostStorage.Volume(files, x, pool, volume))
        ?? HostStorage.Volume(files, settings.StateDirectory, pool, volume);

    public bool IsCdromDrive(string path) => HostDevices.IsCdromDrive(files.At(path));

    public HostPathKind KindOf(string path) => files.KindOf(path);

    public ulong LengthOf(string path)
    {
        try
        {
            return (ulong)new FileInfo(files.At(path)).Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public byte[] ReadStart(string path, int count) =>
        ImageFiles.ReadStart(files.At(path), count)
            ?? throw DomainException.Operation($"{path} cannot be read: it is no file or block device that this user may read");

    public string? ScsiGenericName(string adapter, uint bus, uint target, ulong unit) => HostDevices.ScsiGenericName(files, adapter, bus, target, unit);

    public uint? UserId(string name) => Accounts.User(name)?.Uid;

    public uint? GroupId(string name) => Accounts.GroupId(name);

    /// <summary>Lets go of ports and vsock ids that were chosen: the guest uses them by now, or will not.</summary>
    public void Dispose() => reservations.Dispose();

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        FillRandom(bytes);
        return bytes;
    }

    /// <summary>The kernel's randomness, without loading a cryptographic library for it.</summary>
    private static void FillRandom(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint filled = Libc.getrandom(ref MemoryMarshal.GetReference(buffer), buffer.Length, 0);
            if (filled > 0)
            {
                buffer = buffer[(int)filled..];
            }
        }
    }

    /// <summary>Where libvirt keeps what was defined: domains, and below it networks.</summary>
    internal static string LibvirtConfiguration(bool privileged)
    {
        if (privileged)
        {
            return "/etc/libvirt/qemu";
        }

        string? configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        return (string.IsNullOrEmpty(configuration) ? Environment.GetEnvironmentVariable("HOME") + "/.config" : configuration) + "/libvirt/qemu";
    }

    private T? First<T>(Func<string, T?> find)
        where T : class
    {
        foreach (string configuration in configurations)
        {
            if (find(configuration) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
