using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Networking;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Network interfaces, cards and others.</summary>
internal sealed class NetNodes(DeviceHost host) : NodeSource(host)
{
    public override IEnumerable<NodeDevice> All()
    {
        foreach ((string name, string path) in Entries("/sys/class/net"))
        {
            string? address = Files.Line(path + "/address");
            string? state = Files.Line(path + "/operstate");
            long.TryParse(Files.Line(path + "/speed"), out long speed);
            yield return new NodeDevice(NodeDevice.NameOf("net", name, address), Capability(
                "net",
                new XElement("interface", name),
                Optional("address", address),
                new XElement(
                    "link",
                    speed != 0 ? new XAttribute("speed", Number((uint)speed)) : null,
                    state is { Length: > 0 } ? new XAttribute("state", state) : null),
                Features(name, path).Select(f => new XElement("feature", new XAttribute("name", f))).ToArray(),
                Capability(Files.Exists(path + "/wireless") || Files.Exists(path + "/phy80211") ? "80211" : "80203")))
            {
                Path = path,
                Driver = Driver(path),
            };
        }
    }

    private IReadOnlyList<string> Features(string name, string path)
    {
        IReadOnlyList<string> offloaded = Host.Root.Length > 0 ? [] : OffloadFeatures.Of(name);
        return Files.Exists(path + "/device/infiniband") ? [.. offloaded, "rdma"] : offloaded;
    }
}
