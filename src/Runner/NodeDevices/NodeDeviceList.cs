using VirshLite.DomainParser;
using VirshLite.Runner.Hosts.Devices;

namespace VirshLite.Runner.NodeDevices;

/// <summary>The devices of this host (live-changes.md 15); s390's channels and crypto cards are not among them.</summary>
public sealed class NodeDeviceList
{
    /// <summary>What <c>nodedev-list --cap</c> may ask for.</summary>
    private static readonly HashSet<string> AllKinds =
    [
        "system", "pci", "usb_device", "usb", "net", "scsi_host", "scsi_target", "scsi", "storage", "fc_host", "vports", "scsi_generic", "drm", "mdev_types",
        "mdev", "ccw", "css", "vdpa", "ap_card", "ap_queue", "ap_matrix", "vpd", "ccwgroup",
    ];

    private readonly DeviceHost host;

    public NodeDeviceList()
        : this(new DeviceHost())
    {
    }

    internal NodeDeviceList(DeviceHost host) => this.host = host;

    /// <summary>All devices by name, what is only defined among them.</summary>
    public IReadOnlyList<NodeDevice> All()
    {
        NodeDevice[] found =
        [
            .. new SystemNode(host).All(), .. new PciNodes(host).All(), .. new UsbNodes(host).All(), .. new NetNodes(host).All(), .. new ScsiNodes(host).All(),
            .. new BlockNodes(host).All(), .. new ClassNodes(host).All(), .. new MediatedNodes(host).All(),
        ];
        var byPath = new Dictionary<string, string>();
        foreach (NodeDevice device in found.Where(d => d.Path is not null))
        {
            byPath.TryAdd(device.Path!, device.Name);
        }

        var parents = byPath.ToLookup(p => Path.GetFileName(p.Key), p => p.Value);
        return [.. found.Select(Placed).OrderBy(d => d.Name, StringComparer.Ordinal)];

        NodeDevice Placed(NodeDevice device) => device.Name == SystemNode.Name ? device
            : device with { Parent = device.Path is { } path ? ParentOf(path) : parents[device.Parent ?? ""].FirstOrDefault() ?? SystemNode.Name };

        string ParentOf(string path)
        {
            for (string? up = Path.GetDirectoryName(path); up is not null; up = Path.GetDirectoryName(up))
            {
                if (byPath.TryGetValue(up, out string? name))
                {
                    return name;
                }
            }

            return SystemNode.Name;
        }
    }

    /// <exception cref="DomainException">There is none of that name.</exception>
    public NodeDevice Get(string name) => All().FirstOrDefault(d => d.Name == name) ?? throw DomainException.Operation(
        $"Could not find matching device '{name}'\nerror: Node device not found: no node device with matching name '{name}'");

    /// <summary>A mediated device as it is defined; others, and those without a definition, as they are.</summary>
    public NodeDevice Defined(NodeDevice device) => !device.IsPersistent || !device.IsActive ? device
        : new MediatedNodes(host).Defined().FirstOrDefault(d => d.Name == device.Name) is { } kept ? kept with { Parent = device.Parent } : device;

    /// <summary>Whether libvirt has devices of that kind, on this host or another.</summary>
    public static bool IsKind(string word) => AllKinds.Contains(word);
}
