using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;job&gt; of a guest's status.</summary>
internal static class StatusJobReader
{
    public static StatusJob Read(XmlCursor cursor)
    {
        var job = new StatusJob
        {
            Type = cursor.NonEmpty("type") ?? "none",
            Async = cursor.NonEmpty("async") ?? "none",
            Phase = cursor.NonEmpty("phase"),
            Flags = Flags(cursor, "flags"),
            AsyncStarted = cursor.ULong("asyncStarted"),
            AsyncPaused = cursor.NonEmpty("asyncPaused"),
        };
        job.Disks.AddRange(cursor.Children("disk").Select(Disk));
        job.TemporaryBitmaps.AddRange((cursor.Child("tempBlockDirtyBitmaps")?.Children("bitmap") ?? [])
            .Select(b => new TemporaryBitmap(b.RequiredText("name"), b.RequiredText("nodename"))));
        if (cursor.Child("migParams") is { } parameters)
        {
            job.MigrationParameters = [.. parameters.Children("param").Select(p => new MigrationParameter(p.RequiredText("name"), p.RequiredText("value")))];
        }

        if (cursor.Child("snapshotDelete") is { } delete)
        {
            delete.TakeAnything();
            job.SnapshotDelete = new XElement(delete.Element);
        }

        return job;
    }

    /// <summary>A number written as 0x…; null where it is absent.</summary>
    public static ulong? Flags(XmlCursor cursor, string attribute)
    {
        if (cursor.NonEmpty(attribute) is not { } text)
        {
            return null;
        }

        return text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out ulong flags) ? flags : throw cursor.Error($"'{text}' is not a value of the attribute '{attribute}' of <{cursor.Name}>: 0x… would be right");
    }

    private static StatusJobDisk Disk(XmlCursor cursor)
    {
        StorageSource? destination = null;
        if (cursor.Child("migrationSource") is { } source)
        {
            destination = StatusSourceReader.Read(source);
        }

        return new StatusJobDisk(cursor.RequiredText("dev"), cursor.YesNo("migrating") == true, destination);
    }
}
