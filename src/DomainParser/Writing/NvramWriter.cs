using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;nvram&gt;.</summary>
internal static class NvramWriter
{
    public static void Write(XmlOutput xml, Nvram nvram) => DeviceWriter.Finish(xml.Open("nvram"), nvram);
}
