using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>One device on its own, as <c>attach-device</c> and its like take it and as it stands in a domain.</summary>
public static class DeviceDocument
{
    /// <summary>Reads one device's element. It is read as one of <paramref name="domain"/>, which is only looked at.</summary>
    /// <exception cref="DomainException">The text is no well-formed XML of a device, or says something that this program does not know.</exception>
    public static Device Read(string xml, Domain domain, ReadingContext context)
    {
        var root = new XmlCursor(XmlSource.LoadOnlyRoot(xml, context.Options), context);
        DeviceKind kind = DeviceKinds.ByElement(root.Name) ?? throw DomainException.Unsupported($"unknown device type '{root.Name}'");
        Device device = kind.Read(root, domain);
        root.Finish();
        return device;
    }

    /// <summary>One child of an interface's element, as text to compare; empty where it has none of that name.</summary>
    public static string Fragment(Interface nic, string child) =>
        string.Concat(System.Xml.Linq.XElement.Parse(Write(nic, new Domain(), live: true)).Elements(child).Select(e => e.ToString()));

    /// <summary>The device's element as it stands in the domain's XML but for the indentation, with a line end behind it.</summary>
    public static string Write(Device device, Domain domain, bool live = false)
    {
        var xml = new XmlOutput { IsLive = live };
        DeviceKinds.Of(device).Write(xml, device, domain);
        return xml.ToString();
    }
}
