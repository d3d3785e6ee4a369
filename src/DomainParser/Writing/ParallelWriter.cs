using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;parallel&gt;.</summary>
internal static class ParallelWriter
{
    public static void Write(XmlOutput xml, Parallel parallel)
    {
        ChardevWriter.Open(xml, "parallel", parallel.Source);
        xml.Open("target").Attr("port", parallel.Port).Close();
        DeviceWriter.Finish(xml, parallel);
    }
}
