using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>
/// What an image writes about the image below it (guest-state.md 3.3): a path, a URI where the address says everything, else <c>json:{…}</c>.
/// <see cref="BackingString"/> reads it.
/// </summary>
internal static class BackingText
{
    public static string Of(ImageNode image, IHostFacts host)
    {
        StorageSource source = image.Source;
        if (source.Slice is null)
        {
            switch (source.Type)
            {
                case StorageType.File or StorageType.Block:
                    return source.Path ?? "";
                case StorageType.Dir:
                    return "fat:" + source.Path;
                case StorageType.Network when Address(source) is { } uri:
                    return uri;
            }
        }

        return "json:" + PropertyWriter.ToJson(new PropertyBag().Add("file", Layers(image, host)), NoDescriptors.Instance);
    }

    /// <summary>What the storage is reached by, a slice around it where only a part is used.</summary>
    private static PropertyBag Layers(ImageNode image, IHostFacts host)
    {
        PropertyBag storage = ProtocolProperties.OfTarget(image, host);
        return image.Source.Slice is { } slice
            ? new PropertyBag().Add("driver", "raw").Add("offset", slice.Offset).Add("size", slice.Size).Add("file", storage)
            : storage;
    }

    /// <summary>PROTOCOL://HOST:PORT/PATH; null where more has to be said than that.</summary>
    private static string? Address(StorageSource source)
    {
        bool isPlain = source is
        {
            SslVerify: null, Cookies.Count: 0, Readahead: 0, TimeoutSeconds: 0, SnapshotName: null, ConfigFile: null,
            InitiatorIqn: null
        };
        if (!isPlain || source.Hosts is not [{ Transport: StorageTransport.Tcp }])
        {
            return null;
        }

        switch (source.Protocol)
        {
            case StorageProtocol.Nbd or StorageProtocol.Iscsi or StorageProtocol.Gluster or StorageProtocol.Tftp
                or StorageProtocol.Http or StorageProtocol.Https or StorageProtocol.Ftp or StorageProtocol.Ftps:
                var uri = new StringBuilder(ProtocolProperties.Url(source));
                if (source.Path is null && source.Query is null)
                {
                    uri.Length--;
                }

                return uri.ToString();
            default:
                return null;
        }
    }
}
