using System.Text;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Writing;

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
        var text = new StringBuilder();
        foreach (NodeDevice root in parts[null])
        {
            Branch(text, parts, root, new StringBuilder(), isRoot: true, isLast: false);
        }

        return text.ToString();
    }

    private static void Branch(StringBuilder text, ILookup<string?, NodeDevice> parts, NodeDevice device, StringBuilder indent, bool isRoot, bool isLast)
    {
        text.Append(indent).Append(isRoot ? "" : "+- ").Append(device.Name).Append('\n');
        NodeDevice[] children = [.. parts[device.Name]];
        int length = indent.Length;
        indent.Append(isRoot ? "  " : isLast ? "    " : "|   ");
        if (children.Length > 0)
        {
            text.Append(indent).Append("|\n");
        }

        foreach ((int index, NodeDevice child) in children.Index())
        {
            Branch(text, parts, child, indent, isRoot: false, index == children.Length - 1);
        }

        if (children.Length > 0)
        {
            // virsh ends a group with a line of blanks
            text.Append(indent).Append("  \n");
        }

        indent.Length = length;
    }
}
