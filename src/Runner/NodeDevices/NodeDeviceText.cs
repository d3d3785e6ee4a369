using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Reports;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Node devices as virsh prints them: one's XML, and all as a tree (live-changes.md 15).</summary>
public static class NodeDeviceText
{
    public static string Xml(NodeDevice device)
    {
        var xml = new XmlOutput();
        xml.Open("device").Element("name", device.Name);
        if (device.Path is { } path)
        {
            xml.Element("path", path);
        }

        foreach ((int index, string node) in device.Nodes.Index())
        {
            xml.Open("devnode").Attr("type", index == 0 ? "dev" : "link").CloseWith(node);
        }

        if (device.Parent is { } parent)
        {
            xml.Element("parent", parent);
        }

        if (device.Driver is { } driver)
        {
            xml.Open("driver").Element("name", driver).Close();
        }

        StoredXml.Write(xml, device.Capability);
        return xml.Close().ToString();
    }

    /// <summary>The computer and below each device what is a part of it; what is only defined is not in it.</summary>
    public static string Tree(IReadOnlyList<NodeDevice> devices)
    {
        ILookup<string?, NodeDevice> parts = devices.Where(d => d.IsActive).ToLookup(d => d.Parent);
        return string.Concat(parts[null].Select(root => TreeText.Of(root.Name, name => [.. parts[name].Select(d => d.Name)])));
    }
}
