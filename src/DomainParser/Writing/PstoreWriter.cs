using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;pstore&gt;.</summary>
internal static class PstoreWriter
{
    public static void Write(XmlOutput xml, Pstore pstore)
    {
        xml.Open("pstore").Attr("backend", "acpi-erst");
        xml.Element("path", pstore.Path);
        xml.ElementKiB("size", pstore.SizeKiB);
        DeviceWriter.Finish(xml, pstore);
    }
}
