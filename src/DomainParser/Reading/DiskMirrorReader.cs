using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;mirror&gt; of a running guest's disk; an old form has its file and format in attributes.</summary>
internal static class DiskMirrorReader
{
    public static DiskMirror Read(XmlCursor cursor)
    {
        var source = new StorageSource { Position = cursor.Position, Type = cursor.Enum("type", StorageType.Names) ?? StorageType.File };
        if (cursor.Child("source") is { } element)
        {
            cursor.IgnoreAttributes("file");
            StorageSourceReader.Read(element, source);
            source.Format = cursor.Child("format")?.Enum("type", StorageFormat.Names) ?? cursor.Enum("format", StorageFormat.Names);
        }
        else
        {
            source.Path = cursor.RequiredText("file");
            source.Format = cursor.Enum("format", StorageFormat.Names);
        }

        source.IsChainEnd = cursor.HasChild("backingStore");
        return new DiskMirror
        {
            Source = source,
            Job = cursor.Enum("job", MirrorJob.Names) ?? MirrorJob.Copy,
            Ready = cursor.Enum("ready", MirrorReady.Names),
        };
    }
}
