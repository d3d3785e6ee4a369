using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;blockjob&gt; of a guest's status.</summary>
internal static class BlockJobStatusReader
{
    public static BlockJobStatus Read(XmlCursor cursor)
    {
        var job = new BlockJobStatus
        {
            Name = cursor.RequiredText("name"),
            Type = cursor.RequiredText("type"),
            State = cursor.RequiredText("state"),
            NewState = cursor.NonEmpty("newstate"),
            BrokenType = cursor.NonEmpty("brokentype"),
            Flags = StatusJobReader.Flags(cursor, "jobflags"),
            ShallowNew = cursor.YesNo("shallownew") == true,
            ErrorMessage = cursor.ChildText("errmsg"),
            BaseNode = cursor.Child("base")?.RequiredText("node"),
            TopNode = cursor.Child("top")?.RequiredText("node"),
            TopParentNode = cursor.Child("topparent")?.RequiredText("node"),
            DeletesCommitted = cursor.HasChild("deleteCommittedImages"),
            CreateMode = cursor.Child("create")?.RequiredText("mode"),
            Created = cursor.Child("src") is { } made ? StatusSourceReader.Read(made) : null,
            Bitmap = cursor.Child("bitmap")?.RequiredText("name"),
            Store = cursor.Child("store") is { } store ? StatusSourceReader.Read(store) : null,
        };
        if (cursor.Child("disk") is { } disk)
        {
            job.Disk = disk.NonEmpty("dst");
            job.IsMirror = disk.YesNo("mirror") == true;
        }

        if (cursor.Child("chains") is { } chains)
        {
            job.Chain = chains.Child("disk") is { } chain ? StatusSourceReader.Read(chain, isChain: true) : null;
            job.MirrorChain = chains.Child("mirror") is { } mirror ? StatusSourceReader.Read(mirror, isChain: true) : null;
        }

        return job;
    }
}
