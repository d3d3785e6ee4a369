using System.Text.Json;
using System.Xml.Linq;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Mediated devices: those that are there, and those that mdevctl keeps definitions of.</summary>
internal sealed class MediatedNodes(DeviceHost host) : NodeSource(host)
{
    /// <summary>mdevctl's directory: PARENT/UUID, each a JSON object.</summary>
    private const string Definitions = "/etc/mdevctl.d";

    public override IEnumerable<NodeDevice> All()
    {
        var defined = Defined().ToDictionary(d => d.Name);
        foreach ((string uuid, string path) in Entries("/sys/bus/mdev/devices"))
        {
            string parent = Path.GetFileName(Path.GetDirectoryName(path)!);
            string name = NodeDevice.NameOf("mdev", uuid, parent);
            string type = Files.LinkName(path + "/mdev_type") ?? "";
            defined.Remove(name, out NodeDevice? kept);
            yield return new NodeDevice(name, Describe(type, uuid, parent, Files.LinkName(path + "/iommu_group") ?? "0",
                kept?.Capability.Elements("attr") ?? []))
            {
                Path = path,
                Driver = Driver(path),
                IsPersistent = kept is not null,
                Autostart = kept?.Autostart == true,
            };
        }

        foreach (NodeDevice device in defined.Values)
        {
            yield return device;
        }
    }

    /// <summary>Those that are defined, as they are defined.</summary>
    public IEnumerable<NodeDevice> Defined()
    {
        foreach (string parent in Files.Names(Definitions))
        {
            foreach (string uuid in Files.Names($"{Definitions}/{parent}").Where(n => Guid.TryParse(n, out _)))
            {
                if (Read(parent, uuid) is { } device)
                {
                    yield return device;
                }
            }
        }
    }

    private NodeDevice? Read(string parent, string uuid)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Files.Text($"{Definitions}/{parent}/{uuid}") ?? "");
            JsonElement root = document.RootElement;
            var attributes = new List<XElement>();
            if (root.TryGetProperty("attrs", out JsonElement list))
            {
                attributes.AddRange(list.EnumerateArray().SelectMany(a => a.EnumerateObject())
                    .Select(a => new XElement("attr", new XAttribute("name", a.Name), new XAttribute("value", a.Value.GetString() ?? ""))));
            }

            return new NodeDevice(NodeDevice.NameOf("mdev", uuid, parent), Describe(Text(root, "mdev_type"), uuid, parent, "0", attributes))
            {
                IsActive = false,
                IsPersistent = true,
                Autostart = Text(root, "start") == "auto",
                Parent = parent,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string key) => root.TryGetProperty(key, out JsonElement value) ? value.GetString() ?? "" : "";

    private static XElement Describe(string type, string uuid, string parent, string group, IEnumerable<XElement> attributes) => Capability(
        "mdev",
        new XElement("type", new XAttribute("id", type)),
        new XElement("uuid", uuid),
        new XElement("parent_addr", parent),
        new XElement("iommuGroup", new XAttribute("number", group)),
        attributes.Select(a => new XElement(a)).ToArray());
}
