using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>All devices in the order in which libvirt prints them, by the table of devices.</summary>
internal static class DevicesWriter
{
    public static void Write(XmlOutput xml, Domain domain)
    {
        foreach (DeviceKind kind in DeviceKinds.InWritingOrder)
        {
            foreach (Device device in kind.Of(domain))
            {
                kind.Write(xml, device, domain);
            }

            // no device of its own: it stands behind those that it filters
            if (kind == DeviceKinds.Redirdev && domain.RedirFilter is { } filter)
            {
                RedirFilterWriter.Write(xml, filter);
            }
        }
    }
}
