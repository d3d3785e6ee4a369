using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>A &lt;disk&gt; or &lt;source&gt; that stands alone, as the verbs for single disks take it.</summary>
public static class DiskFragmentReader
{
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static Disk ReadDisk(string xml, ReadingOptions? options = null)
    {
        XmlCursor root = Root(xml, "disk", options);
        Disk disk = DiskReader.Read(root);
        root.Finish();
        return disk;
    }

    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static StorageSource ReadSource(string xml, StorageType type, ReadingOptions? options = null)
    {
        XmlCursor root = Root(xml, "source", options);
        var source = new StorageSource { Type = type };
        StorageSourceReader.Read(root, source);
        root.Finish();
        return source;
    }

    private static XmlCursor Root(string xml, string name, ReadingOptions? options)
    {
        var context = new ReadingContext(options ?? new ReadingOptions { FileName = $"{name} XML" });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        return root.Element.Name == name ? root : throw root.Error($"the root element is <{root.Name}>; <{name}> would be right");
    }
}
