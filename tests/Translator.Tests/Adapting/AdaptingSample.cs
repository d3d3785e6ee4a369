using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Adapting;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Adapting;

/// <summary>A host with one QEMU, one bridge, one PCI device, and domains that were made elsewhere.</summary>
internal sealed class AdaptingSample : IHostFacts
{
    public const string Emulator = "/usr/bin/qemu-system-x86_64";

    private static readonly QemuCapabilities Qemu = Capabilities();

    public static EmulatorVocabulary Vocabulary { get; } = EmulatorVocabulary.Parse(
        "-device driver[,prop[=value][,...]]\n-object TYPENAME\n-cpu model\n-set group.id.arg=value\n-chardev socket\n-h or -help     display this help\n",
        "name \"virtio-net-pci\", bus PCI, alias \"virtio-net\"\nname \"vfio-pci\", bus PCI, desc \"VFIO-based PCI device assignment\"\nname \"usb-kbd\", bus usb-bus\n",
        "List of user creatable objects:\n  input-linux\n  memory-backend-file\n");

    public IReadOnlyList<string>? NetworkDevices => ["lo", "eth0", "br0"];

    public IReadOnlyList<DescriptorFile> FirmwareDescriptors { get; init; } = [];

    public IReadOnlyList<string> SwtpmVersions => ["2.0"];

    public HostCpu? Cpu { get; } = new("Haswell-noTSX", "Intel", ["vmx", "pdpe1gb", "arat"]);

    public IReadOnlyList<uint> CpusOfNode(uint node) => [0, 1, 2, 3];

    public string? FindProgram(string name) => name == "qemu-system-x86_64" ? Emulator : null;

    public HostPathKind KindOf(string path) => path == Emulator || path.StartsWith("/here/", StringComparison.Ordinal) ? HostPathKind.File : HostPathKind.Missing;

    public HostPciDevice? PciDevice(PciAddress address) => address.Bus == 1 ? new HostPciDevice(false, 14) : null;

    public HostNetwork? Network(string name) => name != "lan" ? null
        : new HostNetwork(NetworkReader.Read("<network><name>lan</name><bridge name='br0'/></network>"), IsActive: true);

    public static AdaptingHost Host(AdaptingSample? host = null) => new(
        host ?? new AdaptingSample(), path => path == Emulator ? Qemu : throw DomainException.Operation($"There is no program {path}."), _ => Vocabulary, new Settings());

    public static Adaptation Adapt(string xml, AdaptingSample? host = null, AdaptingOptions? options = null) =>
        Adapter.Adapt(xml, Host(host), options ?? new AdaptingOptions());

    /// <summary>A whole domain around what a test is about.</summary>
    public static string Domain(string devices = "", string sections = "", string os = "", string machine = "q35", string type = "kvm", string osAttributes = "") =>
        $"""
        <domain type='{type}' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
          <name>guest</name>
          <memory unit='MiB'>64</memory>
          <os{osAttributes}>
            <type arch='x86_64' machine='{machine}'>hvm</type>
            {os}
          </os>
          {sections}
          <devices>
            <emulator>/usr/libexec/qemu-kvm</emulator>
            {devices}
          </devices>
        </domain>
        """;

    public static XElement Root(Adaptation adapted) => XElement.Parse(adapted.Xml);

    private static QemuCapabilities Capabilities()
    {
        AcceleratorCapabilities old = TestQemu.Modern.Accelerator(DomainType.Kvm);
        QemuMachine pc = old.Machines[0];
        QemuMachine q35 = old.Machines[1];
        QemuMachine[] machines =
        [
            pc with { Name = "pc-i440fx-7.2", Alias = "pc" }, pc with { Name = "pc-i440fx-2.5" }, pc with { Name = "pc-i440fx-1.4" },
            q35 with { Name = "pc-q35-7.2", Alias = "q35" }, q35 with { Name = "pc-q35-4.2" },
        ];
        var tables = new AcceleratorCapabilities(machines, old.Cpus, null);
        return new QemuCapabilities(Emulator, "x86_64", 7_002_000, "", TestQemu.Modern.AllFlags, [(DomainType.Kvm, tables), (DomainType.Qemu, tables)]);
    }
}
