using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;domaincheckpoint&gt; (guest-state.md 5.1): a definition, or with <c>redefine</c> a checkpoint that exists already.</summary>
public static class CheckpointReader
{
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static DomainCheckpoint Read(string xml, bool redefine, ReadingOptions? options = null)
    {
        var context = new ReadingContext(options ?? new ReadingOptions { FileName = "checkpoint XML" });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "domaincheckpoint")
        {
            throw root.Error($"expecting root element of 'domaincheckpoint', not '{root.Name}'");
        }

        var checkpoint = new DomainCheckpoint { Description = root.ChildText("description") };
        if (root.Child("name") is { } name)
        {
            checkpoint.Name = name.Content;
            if (name.Content.Length == 0 || name.Content.StartsWith('.') || name.Content.Contains('/', StringComparison.Ordinal))
            {
                throw name.Error($"invalid checkpoint name '{name.Content}': it names a file, so it cannot be empty, start with '.' or contain '/'");
            }
        }

        if (redefine)
        {
            History(root, checkpoint);
        }
        else
        {
            root.IgnoreChildren("parent", "creationTime", "domain", "inactiveDomain");
        }

        foreach (XmlCursor disk in root.Child("disks")?.Children("disk") ?? [])
        {
            checkpoint.Disks.Add(Disk(disk, redefine));
        }

        root.Finish();
        return checkpoint;
    }

    private static void History(XmlCursor root, DomainCheckpoint checkpoint)
    {
        if (checkpoint.Name is null)
        {
            throw root.Error("a redefined checkpoint must have a name");
        }

        XmlCursor time = root.Child("creationTime") ?? throw root.Error("missing creationTime from existing checkpoint");
        checkpoint.CreationTime = time.ContentLong();
        checkpoint.Parent = root.Child("parent")?.ChildText("name");
        checkpoint.Domain = root.Child("domain") is { } domain ? DomainReader.Read(domain) : null;
        checkpoint.InactiveDomain = root.Child("inactiveDomain") is { } inactive ? DomainReader.Read(inactive) : null;
    }

    private static CheckpointDisk Disk(XmlCursor cursor, bool redefine)
    {
        var disk = new CheckpointDisk
        {
            Position = cursor.Position,
            Name = cursor.Text("name") ?? throw cursor.Error("missing name from disk checkpoint element"),
            Type = cursor.Enum("checkpoint", CheckpointType.Names) ?? CheckpointType.Bitmap,
            Bitmap = cursor.NonEmpty("bitmap"),
        };
        ulong? size = cursor.ULong("size");
        disk.Size = redefine ? size : null;
        return disk;
    }
}
