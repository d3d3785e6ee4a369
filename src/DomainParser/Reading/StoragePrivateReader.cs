using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;privateData&gt; of images and disks in a guest's status (host-takeover.md 5).</summary>
internal static class StoragePrivateReader
{
    /// <summary>That of an image; null where there is none, or where the text is no status.</summary>
    public static StoragePrivate? Read(XmlCursor source)
    {
        if (!source.IsStatus)
        {
            source.IgnoreChildren("privateData");
            return null;
        }

        if (source.Child("privateData") is not { } cursor)
        {
            return null;
        }

        var data = new StoragePrivate
        {
            ReservationsAlias = cursor.Child("reservations")?.NonEmpty("mgralias"),
            RelativePath = cursor.ChildText("relPath"),
            ThresholdByIndex = cursor.Child("thresholdEvent")?.YesNo("indexUsed") == true,
            Nbdkit = cursor.Child("nbdkit") is { } nbdkit ? new(nbdkit.ChildText("pidfile"), nbdkit.ChildText("socketfile")) : null,
        };
        foreach (XmlCursor node in cursor.Child("nodenames")?.Children("nodename") ?? [])
        {
            string name = node.RequiredText("name");
            switch (node.RequiredText("type"))
            {
                case "storage":
                    data.StorageNode = name;
                    break;
                case "format":
                    data.FormatNode = name;
                    break;
                case "slice-storage":
                    data.SliceNode = name;
                    break;
            }
        }

        Objects(cursor.Child("objects"), data);
        foreach (XmlCursor set in cursor.Child("fdsets")?.Children("fdset") ?? [])
        {
            data.FdSet = set.Text("type") == "storage" ? set.UInt("id") : data.FdSet;
        }

        return data;
    }

    /// <summary>That of a disk.</summary>
    public static DiskPrivate? ReadDisk(XmlCursor disk)
    {
        if (!disk.IsStatus)
        {
            return null;
        }

        disk.IgnoreChildren("diskSecretsPlacement");
        if (disk.Child("privateData") is not { } cursor)
        {
            return null;
        }

        var data = new DiskPrivate { QomName = cursor.Child("qom")?.NonEmpty("name") };
        foreach (XmlCursor node in cursor.Child("nodenames")?.Children("nodename") ?? [])
        {
            string name = node.RequiredText("name");
            switch (node.RequiredText("type"))
            {
                case "copyOnRead":
                    data.CopyOnReadNode = name;
                    break;
                case "throttle-filter":
                    data.ThrottleNodes.Add(new(name, node.RequiredText("group")));
                    break;
            }
        }

        return data;
    }

    private static void Objects(XmlCursor? objects, StoragePrivate data)
    {
        foreach (XmlCursor secret in objects?.Children("secret") ?? [])
        {
            string alias = secret.RequiredText("alias");
            switch (secret.RequiredText("type"))
            {
                case "auth":
                    data.AuthSecret = alias;
                    break;
                case "encryption":
                    data.EncryptionSecrets.Add(alias);
                    break;
                case "httpcookie":
                    data.CookieSecret = alias;
                    break;
                case "tlskey":
                    data.TlsKeySecret = alias;
                    break;
            }
        }

        data.TlsAlias = objects?.Child("TLSx509")?.RequiredText("alias");
    }
}
