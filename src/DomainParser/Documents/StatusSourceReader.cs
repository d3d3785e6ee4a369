using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>An image that stands by itself in a guest's status: type, format, &lt;source&gt; and, in a chain, what is below.</summary>
internal static class StatusSourceReader
{
    public static StorageSource Read(XmlCursor cursor, bool isChain = false)
    {
        var source = new StorageSource
        {
            Position = cursor.Position,
            Type = cursor.RequiredEnum("type", StorageType.Names),
            Format = cursor.RequiredEnum("format", StorageFormat.Names),
        };
        if (cursor.Child("source") is { } element)
        {
            StorageSourceReader.Read(element, source);
        }

        if (isChain)
        {
            DiskReader.BackingStore(cursor, source);
        }

        return source;
    }
}
