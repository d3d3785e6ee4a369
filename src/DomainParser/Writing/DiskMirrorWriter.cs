using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;mirror&gt; of a running guest's disk; a copy to a file names it once more in attributes, for old readers.</summary>
internal static class DiskMirrorWriter
{
    public static void Write(XmlOutput xml, DiskMirror? mirror)
    {
        if (mirror is null || !xml.IsLive)
        {
            return;
        }

        StorageSource source = mirror.Source;
        string? format = StorageFormat.Names.Of(source.Format ?? StorageFormat.Raw);
        bool namesFile = mirror.Job == MirrorJob.Copy && source.Type == StorageType.File;
        xml.Open("mirror").Attr("type", StorageType.Names[source.Type]).Attr("file", namesFile ? source.Path : null).Attr("format", namesFile ? format : null)
            .Attr("job", MirrorJob.Names[mirror.Job]).Attr("ready", mirror.Ready, MirrorReady.Names);
        xml.Open("format").Attr("type", format).Close();
        StorageSourceWriter.Write(xml, source);
        xml.Empty("backingStore", source.IsChainEnd).Close();
    }
}
