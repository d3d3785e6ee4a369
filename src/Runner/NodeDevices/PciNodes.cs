using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.NodeDevices;

/// <summary>PCI functions.</summary>
internal sealed class PciNodes(DeviceHost host) : NodeSource(host)
{
    private const string Devices = "/sys/bus/pci/devices";

    private readonly PciIdNames names = new(host.Files);

    public override IEnumerable<NodeDevice> All()
    {
        foreach ((string name, string path) in Entries(Devices))
        {
            if (PciName.Parse(name) is { } address)
            {
                yield return new NodeDevice(NodeDevice.NameOf("pci", name), Describe(path, address)) { Path = path, Driver = Driver(path) };
            }
        }
    }

    private XElement Describe(string path, PciAddress address)
    {
        string vendor = Files.Line(path + "/vendor") ?? "0x0000";
        string product = Files.Line(path + "/device") ?? "0x0000";
        PciConfiguration configuration = PciConfiguration.Read(Files, path);
        return Capability(
            "pci",
            Optional("class", Files.Line(path + "/class")),
            new XElement("domain", address.Domain),
            new XElement("bus", address.Bus),
            new XElement("slot", address.Slot),
            new XElement("function", address.Function),
            Named("product", product, names.Product(vendor, product)),
            Named("vendor", vendor, names.Vendor(vendor)),
            Files.LinkName(path + "/physfn") is { } physical ? Capability("phys_function", Address(physical)) : null,
            Functions(path),
            configuration.IsBridge ? Capability("pci-bridge") : null,
            MediatedTypes.Of(Files, path),
            Group(path),
            Files.Line(path + "/numa_node") is { } node && !node.StartsWith('-') ? new XElement("numa", new XAttribute("node", node)) : null,
            configuration.Express);
    }

    /// <summary>The virtual functions that the device can have, and those it has.</summary>
    private XElement? Functions(string path)
    {
        if (Files.Number(path + "/sriov_totalvfs") is not { } most || most == 0)
        {
            return null;
        }

        IEnumerable<string> links = Files.Names(path).Where(n => n.StartsWith("virtfn", StringComparison.Ordinal))
            .OrderBy(n => int.Parse(n["virtfn".Length..], CultureInfo.InvariantCulture));
        return Capability("virt_functions", new XAttribute("maxCount", most), links.Select(n => Address(Files.LinkName($"{path}/{n}")!)).ToArray());
    }

    private XElement? Group(string path) => Files.LinkName(path + "/iommu_group") is { } group
        ? new XElement("iommuGroup", new XAttribute("number", group), Files.Names($"/sys/kernel/iommu_groups/{group}/devices").Select(Address).ToArray())
        : null;

    private static XElement? Address(string name) => PciName.Parse(name) is { } address
        ? new XElement(
            "address",
            new XAttribute("domain", Hex(address.Domain, 4)),
            new XAttribute("bus", Hex(address.Bus, 2)),
            new XAttribute("slot", Hex(address.Slot, 2)),
            new XAttribute("function", Hex(address.Function, 1)))
        : null;

    private static string Hex(uint? value, int digits) => "0x" + (value ?? 0).ToString("x" + Number(digits), CultureInfo.InvariantCulture);

    private static XElement Named(string element, string id, string? name) => new(element, new XAttribute("id", id), name);
}
