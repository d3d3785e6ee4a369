using System.Globalization;
using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Disks and drives of real or virtual hardware; loop devices, RAM disks and mapped devices are none.</summary>
internal sealed class BlockNodes(DeviceHost host) : NodeSource(host)
{
    private const long SectorSize = 512;

    public override IEnumerable<NodeDevice> All()
    {
        foreach ((string name, string path) in Entries("/sys/block").Where(e => Files.Exists(e.Path + "/device")))
        {
            UdevRecord udev = Udev('b', path);
            string node = "/dev/" + name.Replace('!', '/');
            yield return new NodeDevice(NodeDevice.NameOf("block", name, udev["ID_SERIAL"]), Describe(path, node, udev))
            {
                Path = path,
                Nodes = [node, .. udev.Links],
                Driver = Driver(path),
            };
        }
    }

    private XElement Describe(string path, string node, UdevRecord udev)
    {
        string type = udev["ID_TYPE"] is { Length: > 0 } told ? (told == "cd" ? "cdrom" : told) : "disk";
        long size = (long.TryParse(Files.Line(path + "/size"), CultureInfo.InvariantCulture, out long sectors) ? sectors : 0) * SectorSize;
        long block = Files.Number(path + "/queue/logical_block_size") ?? SectorSize;
        XElement[] sizes =
        [
            new("logical_block_size", Number(block)),
            new("num_blocks", Number(size / block)),
        ];
        bool isRemovable = Files.Line(path + "/removable") == "1";
        bool hasMedium = size > 0;
        return Capability(
            "storage",
            new XElement("block", node),
            Optional("bus", udev["ID_BUS"]),
            new XElement("drive_type", type),
            Optional("model", udev["ID_MODEL"] ?? Files.Line(path + "/device/model")),
            Optional("vendor", udev["ID_VENDOR"] ?? Files.Line(path + "/device/vendor")),
            Optional("serial", udev["ID_SERIAL"]),
            isRemovable
                ? Capability(
                    "removable",
                    new XElement("media_available", hasMedium ? "1" : "0"),
                    Optional("media_label", udev["ID_FS_LABEL"]),
                    new XElement("media_size", Number(size)),
                    hasMedium ? sizes : null)
                : (object[])[new XElement("size", Number(size)), .. sizes]);
    }
}
