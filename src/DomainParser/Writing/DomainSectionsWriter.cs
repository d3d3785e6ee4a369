using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The sections of a domain outside its devices.</summary>
internal static class DomainSectionsWriter
{
    public static void WriteBeforeDevices(XmlOutput xml, Domain domain)
    {
        xml.Element("name", domain.Name);
    }

    /// <summary>seclabel, keywrap, launchSecurity and the qemu namespace.</summary>
    public static void WriteAfterDevices(XmlOutput xml, Domain domain)
    {
    }
}
