using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;volume&gt; (formatstorage).</summary>
public static class StorageVolumeReader
{
    /// <param name="capacityOptional">It may be left to a backing image.</param>
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static StorageVolume Read(string xml, bool capacityOptional = false)
    {
        var context = new ReadingContext(new ReadingOptions { FileName = "volume XML" });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "volume")
        {
            throw root.Error($"unexpected root element <{root.Name}>, expecting <volume>");
        }

        root.IgnoreAttributes("type");
        root.IgnoreChildren("key", "source", "allocation", "physical");
        var volume = new StorageVolume { Name = root.ChildText("name") ?? throw root.Error("missing volume name element") };
        if (root.Child("capacity") is { } capacity)
        {
            volume.Capacity = capacity.ContentBytes("bytes");
        }
        else if (!capacityOptional && root.Child("backingStore") is null)
        {
            throw root.Error("missing capacity element");
        }

        Target(root.Child("target"), volume);
        if (root.Child("backingStore") is { } backing)
        {
            volume.BackingPath = backing.ChildText("path") is { Length: > 0 } path ? path : null;
            volume.BackingFormat = backing.Child("format") is { } format ? Format(format) : null;
            backing.IgnoreChildren("permissions", "timestamps");
        }

        root.Finish();
        return volume;
    }

    private static void Target(XmlCursor? target, StorageVolume volume)
    {
        if (target is null)
        {
            return;
        }

        volume.Path = target.ChildText("path") ?? "";
        volume.Format = target.Child("format") is { } format ? Format(format) : null;
        volume.Encryption = target.Child("encryption") is { } encryption ? StorageSourceReader.Encryption(encryption) : null;
        if (target.Child("compat") is { } compat)
        {
            volume.Compat = compat.Content is "0.10" or "1.1"
                ? compat.Content : throw compat.Error($"forbidden characters in 'compat' attribute: '{compat.Content}'; 0.10 or 1.1 would be right");
        }

        if (target.Child("features") is { } features)
        {
            volume.Compat ??= "1.1";
            volume.LazyRefcounts = features.HasChild("lazy_refcounts");
            volume.ExtendedL2 = features.HasChild("extended_l2");
        }

        volume.NoCow = target.HasChild("nocow");
        volume.ClusterSize = target.Child("clusterSize")?.ContentBytes("bytes") ?? 0;
        target.IgnoreChildren("permissions", "timestamps");
    }

    private static StorageFormat Format(XmlCursor cursor) => cursor.RequiredEnum("type", StorageFormat.Names);
}
