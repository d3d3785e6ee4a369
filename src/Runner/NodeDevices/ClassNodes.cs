using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Graphics nodes (DRM) and vDPA devices.</summary>
internal sealed class ClassNodes(DeviceHost host) : NodeSource(host)
{
    public override IEnumerable<NodeDevice> All()
    {
        foreach ((string name, string path) in Entries("/sys/class/drm"))
        {
            // connectors of a card are entries too, without a node of their own
            if (Files.Line(path + "/dev") is { Length: > 0 })
            {
                string node = "/dev/dri/" + name;
                yield return new NodeDevice(NodeDevice.NameOf("drm", name), Capability(
                    "drm", new XElement("type", name.StartsWith("render", StringComparison.Ordinal) ? "render"
                        : name.StartsWith("control", StringComparison.Ordinal) ? "control" : "primary")))
                {
                    Path = path,
                    Nodes = [node, .. Udev('c', path).Links],
                };
            }
        }

        foreach ((string name, string path) in Entries("/sys/bus/vdpa/devices"))
        {
            string? node = Files.Names(path).FirstOrDefault(n => n.StartsWith("vhost-vdpa-", StringComparison.Ordinal));
            yield return new NodeDevice(NodeDevice.NameOf("vdpa", name), Capability(
                "vdpa", node is null ? null : new XElement("chardev", "/dev/" + node)))
            {
                Path = path,
                Driver = Driver(path),
            };
        }
    }
}
