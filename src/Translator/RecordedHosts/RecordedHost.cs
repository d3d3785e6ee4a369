using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.RecordedHosts;

/// <summary>
/// A host out of a file (<see cref="HostRecording"/>): the same answers on every machine, without QEMU, KVM or root. What is drawn at random elsewhere (UUIDs,
/// MAC addresses) is the same each time here.
/// </summary>
public sealed class RecordedHost : IHostFacts
{
    private readonly Dictionary<string, QemuCapabilities> emulators = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, uint[]> cpusOfNodes = [];
    private readonly Dictionary<string, (HostNetwork Network, string? Address)> networks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EmulatorVocabulary> vocabularies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HostPciDevice> pciDevices = new(StringComparer.Ordinal);
    private readonly Func<string, QemuCapabilities>? anyEmulator;
    private readonly string? emulatorName;
    private ulong drawn;

    private RecordedHost(JsonElement root)
    {
        Architecture = Text(root, "architecture") ?? "x86_64";
        if (root.TryGetProperty("cpu", out JsonElement cpu))
        {
            Cpu = new HostCpu(Text(cpu, "model") ?? "", Text(cpu, "vendor"), [.. Items(cpu, "features").Select(f => f.GetString()!)]);
        }

        PhysicalAddressBits = root.GetProperty("physicalAddressBits").GetUInt32();
        MaxKvmVcpus = root.GetProperty("maxKvmVcpus").GetUInt32();
        TransparentHugePageKiB = root.GetProperty("transparentHugePageKiB").GetUInt64();
        TimeZoneOffsetSeconds = root.GetProperty("timeZoneOffsetSeconds").GetInt32();
        NowSeconds = root.GetProperty("nowSeconds").GetInt64();
        RenderNode = Text(root, "renderNode");
        SwtpmVersions = [.. Items(root, "swtpmVersions").Select(v => v.GetString()!)];
        HugepageMounts = [.. Items(root, "hugepages").Select(m => new HugepageMount(Text(m, "path")!, m.GetProperty("pageSizeKiB").GetUInt64()))];
        foreach (JsonElement node in Items(root, "numaNodes"))
        {
            cpusOfNodes.Add(node.GetProperty("id").GetUInt32(), [.. Items(node, "cpus").Select(c => c.GetUInt32())]);
        }

        FirmwareDescriptors = Descriptors(root, "firmware");
        VhostUserDescriptors = Descriptors(root, "vhostUser");
        foreach (JsonElement network in Items(root, "networks"))
        {
            VirtualNetwork definition = NetworkReader.Read(Text(network, "xml")!);
            networks[definition.Name] = (new HostNetwork(definition, network.GetProperty("active").GetBoolean()), Text(network, "address"));
        }

        foreach (JsonElement emulator in Items(root, "emulators"))
        {
            string path = Text(emulator, "path")!;
            emulators[path] = CapabilityFile.Read(emulator.GetProperty("capabilities").GetBytesFromBase64(), path, _ => true)
                ?? throw new DomainException($"the capabilities of {path} were recorded by another version of VirshLite: record the host anew");
            if (emulator.TryGetProperty("options", out _))
            {
                vocabularies[path] = new(Set(emulator, "options"), Set(emulator, "devices"), Set(emulator, "objects"));
            }
        }

        KnowsDevices = root.TryGetProperty("pciDevices", out _);
        NetworkDevices = root.TryGetProperty("networkDevices", out _) ? [.. Set(root, "networkDevices")] : null;
        foreach (JsonElement device in Items(root, "pciDevices"))
        {
            uint? group = device.TryGetProperty("iommuGroup", out JsonElement number) ? number.GetUInt32() : null;
            pciDevices[Text(device, "address")!] = new HostPciDevice(device.GetProperty("conventional").GetBoolean(), group);
        }

        UsbDevices = [.. Items(root, "usbDevices").Select(d => new HostUsbDevice(
            Number(d, "bus"), Number(d, "device"), Number(d, "vendor"), Number(d, "product"), Text(d, "port")))];
    }

    /// <summary>Only the emulators and the firmware are known of its files.</summary>
    public bool KnowsFiles => false;

    public bool KnowsDevices { get; }

    public IReadOnlyList<string>? NetworkDevices { get; }

    public IReadOnlyList<HostUsbDevice> UsbDevices { get; }

    public IReadOnlyList<PciAddress> PciDevices => [.. pciDevices.Keys.Select(PciName.Parse).OfType<PciAddress>()];

    public string Architecture { get; }

    public HostCpu? Cpu { get; }

    public uint PhysicalAddressBits { get; }

    public uint MaxKvmVcpus { get; }

    public ulong TransparentHugePageKiB { get; }

    public int TimeZoneOffsetSeconds { get; }

    public long NowSeconds { get; }

    public string? RenderNode { get; }

    public IReadOnlyList<string> SwtpmVersions { get; }

    public IReadOnlyList<HugepageMount> HugepageMounts { get; }

    public IReadOnlyList<uint> NumaNodes => [.. cpusOfNodes.Keys];

    public IReadOnlyList<DescriptorFile> FirmwareDescriptors { get; }

    public IReadOnlyList<DescriptorFile> VhostUserDescriptors { get; }

    /// <summary>A host with one recorded QEMU, which answers under whatever path a domain names.</summary>
    /// <param name="host">The rest of the host; null: one of the QEMU's architecture without networks, firmware and devices.</param>
    private RecordedHost(Func<string, QemuCapabilities> emulator, string arch, RecordedHost? host)
    {
        anyEmulator = emulator;
        emulatorName = "qemu-system-" + Architectures.ToQemu(arch);
        Architecture = host?.Architecture ?? arch;
        Cpu = host?.Cpu;
        PhysicalAddressBits = host?.PhysicalAddressBits ?? 0;
        MaxKvmVcpus = host?.MaxKvmVcpus ?? 0;
        TransparentHugePageKiB = host?.TransparentHugePageKiB ?? 2048;
        TimeZoneOffsetSeconds = host?.TimeZoneOffsetSeconds ?? 0;
        NowSeconds = host?.NowSeconds ?? 0;
        RenderNode = host?.RenderNode;
        SwtpmVersions = host?.SwtpmVersions ?? ["1.2", "2.0"];
        HugepageMounts = host?.HugepageMounts ?? [];
        FirmwareDescriptors = host?.FirmwareDescriptors ?? [];
        VhostUserDescriptors = host?.VhostUserDescriptors ?? [];
        NetworkDevices = host?.NetworkDevices;
        UsbDevices = host?.UsbDevices ?? [];
        KnowsDevices = host?.KnowsDevices ?? false;
        pciDevices = host?.pciDevices ?? pciDevices;
        networks = host?.networks ?? networks;
        cpusOfNodes = host?.cpusOfNodes ?? new() { [0] = [] };
    }

    /// <summary>A host whose QEMU is a recorded QMP session: the <c>.replies</c> files of libvirt's test data.</summary>
    /// <param name="recording">The session's bytes.</param>
    /// <param name="name">The file's name; <c>+hvf</c> in it means what it does in those files.</param>
    /// <param name="host">The rest of the host.</param>
    /// <exception cref="DomainException">It is no such session.</exception>
    public static RecordedHost OfReplies(byte[] recording, string name, RecordedHost? host)
    {
        bool hvf = name.Contains("+hvf", StringComparison.Ordinal);
        var known = new Dictionary<string, QemuCapabilities>(StringComparer.Ordinal);
        try
        {
            return new RecordedHost(Of, RecordedSession.Replay(recording, "qemu", hvf).Arch, host);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DomainException($"{name} is no recorded QMP session: {e.Message}");
        }

        QemuCapabilities Of(string path) =>
            known.TryGetValue(path, out QemuCapabilities? capabilities) ? capabilities : known[path] = RecordedSession.Replay(recording, path, hvf);
    }

    /// <exception cref="DomainException">The text is no recording.</exception>
    public static RecordedHost Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("virshliteHost", out JsonElement version) && version.GetInt32() == HostRecording.FormatVersion
                ? new RecordedHost(document.RootElement)
                : throw new DomainException("this is no recording of a host, or one of another version; `qemu-capabilities --record` makes one");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DomainException($"the recording of the host cannot be read: {e.Message}");
        }
    }

    /// <summary>The capabilities of a QEMU of the recording.</summary>
    /// <exception cref="DomainException">It is not in there.</exception>
    public QemuCapabilities CapabilitiesOf(string emulator) => anyEmulator is not null ? anyEmulator(emulator)
        : emulators.TryGetValue(emulator, out QemuCapabilities? capabilities) ? capabilities
        : throw DomainException.Operation($"the recorded host has no {emulator}, only {string.Join(", ", emulators.Keys)}");

    /// <summary>The words of an emulator's command line; null where they were not recorded.</summary>
    public EmulatorVocabulary? VocabularyOf(string emulator) => vocabularies.GetValueOrDefault(emulator);

    public HostPciDevice? PciDevice(PciAddress address) => pciDevices.GetValueOrDefault(PciName.Of(address));

    public IReadOnlyList<uint> CpusOfNode(uint node) => cpusOfNodes.GetValueOrDefault(node, []);

    public string? FindProgram(string name) => emulatorName is not null ? Path.GetFileName(name) == emulatorName ? "/usr/bin/" + emulatorName : null
        : emulators.Keys.FirstOrDefault(path => path == name || Path.GetFileName(path) == name);

    public HostPathKind KindOf(string path) =>
        anyEmulator is not null || emulators.ContainsKey(path) || FirmwareDescriptors.Any(d => d.Text.Contains($"\"{path}\"", StringComparison.Ordinal))
        ? HostPathKind.File : HostPathKind.Missing;

    public HostNetwork? Network(string name) => networks.TryGetValue(name, out var found) ? found.Network : null;

    public string? NetworkAddress(string network) => networks.TryGetValue(network, out var found) ? found.Address : null;

    /// <summary>The hash of a counter: each draw is another, and each run draws the same.</summary>
    public void Random(Span<byte> buffer)
    {
        Span<byte> seed = stackalloc byte[8];
        Span<byte> hash = stackalloc byte[32];
        while (buffer.Length > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(seed, drawn++);
            SHA256.HashData(seed, hash);
            int count = Math.Min(buffer.Length, hash.Length);
            hash[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    private static IReadOnlyList<DescriptorFile> Descriptors(JsonElement root, string name) =>
        [.. Items(root, name).Select(d => new DescriptorFile(d.GetProperty("rank").GetInt32(), Text(d, "name")!, Text(d, "text")!))];

    private static HashSet<string> Set(JsonElement element, string name) => [.. Items(element, name).Select(x => x.GetString()!)];

    private static uint Number(JsonElement element, string name) => element.GetProperty(name).GetUInt32();

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];
}
