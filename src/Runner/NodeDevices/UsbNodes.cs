using System.Globalization;
using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>USB devices and their interfaces.</summary>
internal sealed class UsbNodes(DeviceHost host) : NodeSource(host)
{
    public override IEnumerable<NodeDevice> All()
    {
        foreach ((string name, string path) in Entries("/sys/bus/usb/devices"))
        {
            if (Files.Exists(path + "/bInterfaceNumber"))
            {
                yield return new NodeDevice(NodeDevice.NameOf("usb", name), Capability(
                    "usb",
                    Hex("number", path + "/bInterfaceNumber"),
                    Hex("class", path + "/bInterfaceClass"),
                    Hex("subclass", path + "/bInterfaceSubClass"),
                    Hex("protocol", path + "/bInterfaceProtocol"),
                    Optional("description", Files.Line(path + "/interface"))))
                {
                    Path = path,
                    Driver = Driver(path),
                };
            }
            else if (Files.Number(path + "/busnum") is { } bus && Files.Number(path + "/devnum") is { } device)
            {
                yield return new NodeDevice(NodeDevice.NameOf("usb", name), Capability(
                    "usb_device",
                    new XElement("bus", bus),
                    new XElement("device", device),
                    Named("product", path + "/idProduct", path + "/product"),
                    Named("vendor", path + "/idVendor", path + "/manufacturer")))
                {
                    Path = path,
                    Nodes = [string.Create(CultureInfo.InvariantCulture, $"/dev/bus/usb/{bus:d3}/{device:d3}")],
                    Driver = Driver(path),
                };
            }
        }
    }

    private XElement? Hex(string element, string file) => Files.Hex(file) is { } value ? new XElement(element, value) : null;

    private XElement Named(string element, string id, string name) =>
        new(element, new XAttribute("id", "0x" + (Files.Line(id) ?? "0000")), Files.Line(name) is { Length: > 0 } text ? text : null);
}
