using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;qemu-migration&gt; (guest-state.md 6.2). Children of later versions that are not marked as mandatory are read over.</summary>
public static class MigrationCookieReader
{
    /// <exception cref="DomainException">The text is no cookie, or asks for something that is not known here.</exception>
    public static MigrationCookie Read(string xml)
    {
        var context = new ReadingContext(new ReadingOptions { FileName = "migration cookie", IgnoreUnknown = true });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "qemu-migration")
        {
            throw root.Error($"unexpected root element <{root.Name}>, expecting <qemu-migration>");
        }

        var cookie = new MigrationCookie
        {
            Name = root.ChildText("name") ?? throw DomainException.Internal("missing name element in migration data"),
            Uuid = root.Child("uuid") is { } uuid ? UuidText.Parse(uuid, uuid.Content)
                : throw DomainException.Internal("missing uuid element in migration data"),
            HostName = root.ChildText("hostname") ?? throw DomainException.Internal("missing hostname element in migration data"),
            HostUuid = root.Child("hostuuid") is { } host
                ? UuidText.Parse(host, host.Content) : throw DomainException.Internal("missing hostuuid element in migration data"),
            Graphics = root.Child("graphics") is { } graphics ? Graphics(graphics) : null,
            PersistentDomain = root.Child("domain") is { } domain ? DomainReader.Read(domain) : null,
            Interfaces = root.Child("network") is { } network ? [.. network.Children("interface").Select(Interface)] : null,
            Nbd = root.Child("nbd") is { } nbd ? Nbd(nbd) : null,
            Statistics = root.Child("statistics") is { } statistics ? Statistics(statistics) : null,
            Cpu = root.Child("cpu") is { } cpu ? CpuReader.ReadAlone(cpu) : null,
            AllowReboot = root.Child("allowReboot")?.YesNo("value"),
            Capabilities = root.Child("capabilities") is { } capabilities
                ? [.. capabilities.Children("cap").Select(c => new MigrationCapability(c.RequiredText("name"), c.RequiredYesNo("auto")))]
                : null,
            BlockDirtyBitmaps = root.Child("blockDirtyBitmaps") is { } bitmaps ? [.. bitmaps.Children("disk").Select(BitmapDisk)] : null,
        };
        if (root.Child("lockstate") is { } lockState)
        {
            cookie.LockState = new(lockState.RequiredText("driver"), lockState.ChildText("leases"));
        }

        foreach (XmlCursor feature in root.Children("feature"))
        {
            string name = feature.RequiredText("name");
            cookie.Features.Add(MigrationFeature.Names.TryParse(name, out MigrationFeature known)
                ? known
                : throw DomainException.Internal($"Unknown migration cookie feature {name}"));
        }

        return cookie;
    }

    private static MigrationGraphics Graphics(XmlCursor cursor) =>
        new(cursor.RequiredText("type"), cursor.Int("port") ?? 0, cursor.RequiredText("listen"), cursor.Int("tlsPort") ?? 0)
        {
            Certificate = [.. cursor.Children("cert").Select(c => KeyValuePair.Create(c.RequiredText("info"), c.RequiredText("value")))],
        };

    private static MigrationInterface Interface(XmlCursor cursor) => new(
        cursor.UInt("index") ?? throw cursor.Error("<interface> needs the attribute 'index'"),
        cursor.RequiredText("vporttype"),
        cursor.ChildText("portdata"));

    private static MigrationNbd Nbd(XmlCursor cursor)
    {
        var nbd = new MigrationNbd { Port = cursor.UInt("port") ?? 0 };
        foreach (XmlCursor disk in cursor.Children("disk"))
        {
            nbd.Disks.Add(new(disk.RequiredText("target"), disk.ULong("capacity") ?? throw disk.Error("<disk> needs the attribute 'capacity'")));
        }

        return nbd;
    }

    private static Dictionary<string, ulong> Statistics(XmlCursor cursor)
    {
        var values = new Dictionary<string, ulong>();
        foreach (string name in MigrationStatistics.Names)
        {
            if (cursor.Child(name) is { } value)
            {
                values[name] = value.ContentULong();
            }
        }

        return values;
    }

    private static MigrationBitmapDisk BitmapDisk(XmlCursor cursor)
    {
        var disk = new MigrationBitmapDisk { Target = cursor.RequiredText("target") };
        disk.Bitmaps.AddRange(cursor.Children("bitmap").Select(b => new MigrationBitmap(b.RequiredText("name"), b.RequiredText("alias"))));
        return disk;
    }
}
