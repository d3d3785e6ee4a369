using System.Xml.Linq;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Conformance.State;

/// <summary>The images of a disk as the cases see them: nodes and secrets have the names that stand in the XML's private data.</summary>
internal sealed class PretendedImages
{
    public PretendedImages(string xml)
    {
        XElement element = XElement.Parse(xml);
        Disk disk = DiskFragmentReader.ReadDisk(xml, new ReadingOptions { IgnoreUnknown = true });
        Context = ContextOf();
        Top = Image(disk, disk.Source, element, disk.ReadOnly);
        Top.DetectZeroes = disk.DetectZeroes;
        ImageNode above = Top;
        XElement? below = element.Element("backingStore");
        for (StorageSource? source = disk.Source.Backing; source is not null; source = source.Backing)
        {
            above.Backing = Image(disk, source, below!, readOnly: true);
            above = above.Backing;
            below = below!.Element("backingStore");
        }
    }

    public TranslationContext Context { get; }

    public ImageNode Top { get; }

    public static TranslationContext ContextOf() =>
        new(new Domain { Name = "test" }, _ => throw new InvalidOperationException("no QEMU is asked"), new StateHost(),
            new Settings { GlusterDebugLevel = 4 });

    private static ImageNode Image(Disk disk, StorageSource source, XElement element, bool readOnly)
    {
        StorageSourceDefaults.CompleteHosts(source);
        XElement? data = element.Element("source")?.Element("privateData");
        string? Node(string type) => data?.Descendants("nodename").FirstOrDefault(n => (string?)n.Attribute("type") == type)?.Attribute("name")?.Value;
        var image = new ImageNode(source, StorageState.Checked(Node("storage")!))
        {
            FormatName = StorageState.Checked(Node("format")!),
            SliceName = source.Slice is null ? null : Node("slice-storage"),
            Format = source.Format ?? StorageFormat.Raw,
            ReadOnly = readOnly,
            Cache = disk.Cache,
            Io = disk.Io,
            Discard = disk.Discard,
            DiscardNoUnref = disk.DiscardNoUnref,
            IsFloppy = disk.DeviceKind == DiskDevice.Floppy,
            IsChainEnd = source.IsChainEnd,
            PrManager = data?.Element("reservations")?.Attribute("mgralias")?.Value,
        };
        if (data?.Descendants("TLSx509").FirstOrDefault()?.Attribute("alias")?.Value is { } tls)
        {
            image.Tls = new NodeTls(tls, "", null);
        }

        if (source.Auth is not null)
        {
            image.AuthSecret = new NodeSecret(image.StorageName + "-secalias", []);
        }

        if (source.Encryption is not null)
        {
            image.EncryptionSecrets.Add(new NodeSecret(image.FormatName + "-encalias", []));
        }

        return image;
    }
}
