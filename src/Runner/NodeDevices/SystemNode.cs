using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>The computer itself.</summary>
internal sealed class SystemNode(DeviceHost host) : NodeSource(host)
{
    public const string Name = "computer";

    private const string Tables = "/sys/class/dmi/id/";

    public override IEnumerable<NodeDevice> All()
    {
        yield return new NodeDevice(Name, Capability(
            "system",
            Text("product", "product_name"),
            new XElement("hardware", "", Text("vendor", "sys_vendor"), Text("version", "product_version"), Text("serial", "product_serial"),
                new XElement("uuid", Files.Line(Tables + "product_uuid") ?? Guid.Empty.ToString())),
            new XElement("firmware", "", Text("vendor", "bios_vendor"), Text("version", "bios_version"), Text("release_date", "bios_date"))))
        {
            IsPersistent = true,
            Autostart = true,
        };
    }

    private XElement? Text(string element, string file) => Optional(element, Files.Line(Tables + file));
}
