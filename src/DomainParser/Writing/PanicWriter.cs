using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;panic&gt;.</summary>
internal static class PanicWriter
{
    public static void Write(XmlOutput xml, Panic panic) => DeviceWriter.Finish(xml.Open("panic").Attr("model", PanicModel.Names.Of(panic.Model)), panic);
}
