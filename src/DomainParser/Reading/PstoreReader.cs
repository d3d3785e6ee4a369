using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;pstore&gt;.</summary>
internal static class PstoreReader
{
    public static Pstore Read(XmlCursor cursor)
    {
        cursor.RequireWord("backend", "acpi-erst");
        var pstore = new Pstore
        {
            Path = cursor.ChildText("path") is { Length: > 0 } path ? path : null,
            SizeKiB = cursor.RequiredChild("size").ContentKiB(),
        };
        DeviceReader.ReadCommon(cursor, pstore);
        return pstore;
    }
}
