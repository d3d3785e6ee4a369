using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;blockjob&gt; of a guest's status.</summary>
internal static class BlockJobStatusWriter
{
    public static void Write(XmlOutput xml, BlockJobStatus job)
    {
        xml.Open("blockjob").Attr("name", job.Name).Attr("type", job.Type).Attr("state", job.State).Attr("newstate", job.NewState)
            .Attr("brokentype", job.BrokenType).Hex("jobflags", job.Flags, 1).YesNo("shallownew", job.ShallowNew ? true : null);
        if (job.Disk is { } disk)
        {
            xml.Open("disk").Attr("dst", disk).YesNo("mirror", job.IsMirror ? true : null).Close();
        }

        if (job.Chain is not null || job.MirrorChain is not null)
        {
            xml.Open("chains");
            Chain(xml, "disk", job.Chain);
            Chain(xml, "mirror", job.MirrorChain);
            xml.Close();
        }

        xml.Element("errmsg", job.ErrorMessage);
        xml.Group("base", x => x.Attr("node", job.BaseNode)).Group("top", x => x.Attr("node", job.TopNode))
            .Group("topparent", x => x.Attr("node", job.TopParentNode)).Empty("deleteCommittedImages", job.DeletesCommitted)
            .Group("create", x => x.Attr("mode", job.CreateMode));
        if (job.Created is { } made)
        {
            StatusSourceWriter.Write(xml, "src", made);
        }

        xml.Group("bitmap", x => x.Attr("name", job.Bitmap));
        if (job.Store is { } store)
        {
            StatusSourceWriter.Write(xml, "store", store);
        }

        xml.Close();
    }

    private static void Chain(XmlOutput xml, string element, StorageSource? source)
    {
        if (source is not null)
        {
            StatusSourceWriter.Write(xml, element, source, isChain: true);
        }
    }
}
