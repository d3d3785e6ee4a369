using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;pool&gt; (formatstorage); what activation does not need is read over.</summary>
public static class StoragePoolReader
{
    private static readonly XNamespace Mounts = "http://libvirt.org/schemas/storagepool/fs/1.0";

    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static StoragePool Read(string xml)
    {
        var context = new ReadingContext(new ReadingOptions { FileName = "pool XML", IgnoreUnknown = true });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "pool")
        {
            throw root.Error($"unexpected root element <{root.Name}>, expecting <pool>");
        }

        XmlCursor? source = root.Child("source");
        var pool = new StoragePool
        {
            Type = root.RequiredText("type"),
            Name = root.ChildText("name") ?? source?.ChildText("name") ?? throw root.Error("missing pool source name element"),
            Directory = source?.Child("dir")?.NonEmpty("path"),
            Format = source?.Child("format")?.NonEmpty("type"),
            ProtocolVersion = source?.Child("protocol")?.NonEmpty("ver"),
            TargetPath = root.Child("target")?.ChildText("path"),
        };
        pool.SourceName = source?.ChildText("name") is { Length: > 0 } name ? name : pool.Name;
        pool.Devices.AddRange(source?.Children("device").Select(d => d.NonEmpty("path")).OfType<string>() ?? []);
        pool.Hosts.AddRange(source?.Children("host").Select(h => h.NonEmpty("name")).OfType<string>() ?? []);
        foreach (XmlCursor options in root.Children(Mounts + "mount_opts"))
        {
            pool.MountOptions.AddRange(options.Children(Mounts + "option").Select(o => o.RequiredText("name")));
        }

        return pool;
    }
}
