using System.Xml.Linq;
using VirshLite.Runner.Hosts.Facts;

namespace VirshLite.Runner.NodeDevices;

/// <summary>The types of mediated devices that a device can be made into (formatnode, mdev_types).</summary>
internal static class MediatedTypes
{
    /// <summary>null where it can be made into none.</summary>
    public static XElement? Of(HostFiles files, string path)
    {
        string directory = path + "/mdev_supported_types";
        IReadOnlyList<string> types = files.Names(directory);
        return types.Count == 0 ? null : new XElement("capability", new XAttribute("type", "mdev_types"), types.Select(type => new XElement(
            "type",
            new XAttribute("id", type),
            files.Line($"{directory}/{type}/name") is { Length: > 0 } name ? new XElement("name", name) : null,
            new XElement("deviceAPI", files.Line($"{directory}/{type}/device_api") ?? ""),
            new XElement("availableInstances", files.Line($"{directory}/{type}/available_instances") ?? "0"))));
    }
}
