using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>SCSI host adapters, targets, units and their generic nodes.</summary>
internal sealed class ScsiNodes(DeviceHost host) : NodeSource(host)
{
    /// <summary>Types of peripherals by the numbers of the SCSI standard.</summary>
    private static readonly Dictionary<string, string> Types = new()
    {
        ["0"] = "disk",
        ["1"] = "tape",
        ["2"] = "printer",
        ["3"] = "processor",
        ["4"] = "worm",
        ["5"] = "cdrom",
        ["6"] = "scanner",
        ["7"] = "mod",
        ["8"] = "changer",
        ["9"] = "communications",
        ["12"] = "raid",
        ["13"] = "enclosure",
        ["14"] = "rbc",
    };

    public override IEnumerable<NodeDevice> All() => [.. Adapters(), .. Units(), .. Generic()];

    private IEnumerable<NodeDevice> Adapters()
    {
        foreach ((string name, string path) in Entries("/sys/class/scsi_host"))
        {
            // the class entry lies below the device: .../host0/scsi_host/host0
            string device = Path.GetFullPath(path + "/../..");
            yield return new NodeDevice(NodeDevice.NameOf("scsi", name), Capability(
                "scsi_host",
                new XElement("host", name["host".Length..]),
                Optional("unique_id", Files.Line(path + "/unique_id")),
                FibreChannel(name)))
            {
                Path = device,
            };
        }
    }

    private XElement? FibreChannel(string name)
    {
        string port = "/sys/class/fc_host/" + name;
        return !Files.Exists(port) ? null : Capability(
            "fc_host",
            Optional("wwnn", Wwn(port + "/node_name")),
            Optional("wwpn", Wwn(port + "/port_name")),
            Optional("fabric_wwn", Wwn(port + "/fabric_name")));
    }

    private string? Wwn(string file) => Files.Line(file) is { } text && text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : Files.Line(file);

    private IEnumerable<NodeDevice> Units()
    {
        foreach ((string name, string path) in Entries("/sys/bus/scsi/devices"))
        {
            string[] numbers = Numbers(name);
            if (name.StartsWith("target", StringComparison.Ordinal))
            {
                yield return new NodeDevice(NodeDevice.NameOf("scsi", name), Capability("scsi_target", new XElement("target", name))) { Path = path };
            }
            else if (numbers.Length == 4 && !name.StartsWith("host", StringComparison.Ordinal))
            {
                yield return new NodeDevice(NodeDevice.NameOf("scsi", name), Capability(
                    "scsi",
                    new XElement("host", numbers[0]),
                    new XElement("bus", numbers[1]),
                    new XElement("target", numbers[2]),
                    new XElement("lun", numbers[3]),
                    Types.TryGetValue(Files.Line(path + "/type") ?? "", out string? type) ? new XElement("type", type) : null))
                {
                    Path = path,
                    Driver = Driver(path),
                };
            }
        }
    }

    private IEnumerable<NodeDevice> Generic()
    {
        foreach ((string name, string path) in Entries("/sys/class/scsi_generic"))
        {
            yield return new NodeDevice(NodeDevice.NameOf("scsi_generic", name), Capability("scsi_generic", new XElement("char", "/dev/" + name)))
            {
                Path = path,
                Nodes = ["/dev/" + name],
            };
        }
    }
}
