using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;resource&gt;: for control groups, not for QEMU.</summary>
internal static class ResourceReader
{
    public static Resource Read(XmlCursor cursor)
    {
        string? appId = cursor.Child("fibrechannel")?.NonEmpty("appid");
        if (appId is { Length: > 128 })
        {
            throw cursor.Error("the appid of <fibrechannel> is at most 128 characters long");
        }

        return new Resource { Partition = OsReader.Text(cursor, "partition"), FibreChannelAppId = appId };
    }
}
