using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;mirror&gt; of a running guest's disk; an old form has its file and format in attributes.</summary>
internal static class DiskMirrorReader
{
    public static DiskMirror Read(XmlCursor cursor)
    {
        var source = new StorageSource { Position = cursor.Position, Type = cursor.Enum("type", StorageTypeNames.All) ?? StorageType.File };
        if (cursor.Child("source") is { } element)
        {
            cursor.IgnoreAttributes("file");
            StorageSourceReader.Read(element, source);
            source.Format = cursor.Child("format")?.Enum("type", StorageFormatNames.All) ?? cursor.Enum("format", StorageFormatNames.All);
        }
        else
        {
            source.Path = cursor.RequiredText("file");
            source.Format = cursor.Enum("format", StorageFormatNames.All);
        }

        source.IsChainEnd = cursor.HasChild("backingStore");
        return new DiskMirror
        {
            Source = source,
            Job = cursor.Enum("job", MirrorJobNames.All) ?? MirrorJob.Copy,
            Ready = cursor.Enum("ready", MirrorReadyNames.All),
        };
    }
}
