using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>A <see cref="Domain"/> as libvirt prints it (section order: completion.md 6.20), so that it can be held against <c>virsh dumpxml</c>.</summary>
public static class DomainWriter
{
    /// <summary>
    /// Text with a line end behind the last element. What completion has filled in is written, so a completed domain comes out as libvirt would store it.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="live">As <c>dumpxml</c> shows a running guest; else as it is defined, though what is known of its run stands in the domain.</param>
    /// <param name="knows">Whether the layout is that of a libvirt as new as a version; null = of 11.3.</param>
    public static string Write(Domain domain, bool live = false, Func<string, bool>? knows = null)
    {
        var xml = knows is null ? new XmlOutput { IsLive = live } : new XmlOutput { IsLive = live, Knows = knows };
        Write(xml, domain);
        return xml.ToString();
    }

    /// <summary>The same inside other XML; <paramref name="element"/> is domain but for a snapshot's inactiveDomain.</summary>
    internal static void Write(XmlOutput xml, Domain domain, string element = "domain")
    {
        xml.Open(element).Attr("type", DomainType.Names[domain.Type]).Attr("id", xml.IsLive ? domain.Id : null)
            .Attr("xmlns:qemu", domain.QemuNamespace is null ? null : QemuNamespace.Uri);
        DomainSectionsWriter.WriteBeforeDevices(xml, domain);
        xml.Open("devices");
        xml.Element("emulator", domain.Emulator);
        DevicesWriter.Write(xml, domain);
        xml.Close();
        DomainSectionsWriter.WriteAfterDevices(xml, domain);
        xml.Close();
    }
}
