using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;privateData&gt; of images and disks; only a guest's status has it (host-takeover.md 5).</summary>
internal static class StoragePrivateWriter
{
    /// <summary>That of an image.</summary>
    public static void Write(XmlOutput xml, StoragePrivate? data)
    {
        if (!xml.IsStatus || data is null or { IsEmpty: true })
        {
            return;
        }

        xml.Open("privateData");
        xml.Group("nodenames", x =>
        {
            Named(x, "nodename", "storage", "name", data.StorageNode);
            Named(x, "nodename", "format", "name", data.FormatNode);
            Named(x, "nodename", "slice-storage", "name", data.SliceNode);
        });
        xml.Group("reservations", x => x.Attr("mgralias", data.ReservationsAlias));
        xml.Element("relPath", data.RelativePath);
        xml.Group("objects", x =>
        {
            Named(x, "secret", "auth", "alias", data.AuthSecret);
            data.EncryptionSecrets.ForEach(secret => Named(x, "secret", "encryption", "alias", secret));
            Named(x, "secret", "httpcookie", "alias", data.CookieSecret);
            Named(x, "secret", "tlskey", "alias", data.TlsKeySecret);
            x.Group("TLSx509", y => y.Attr("alias", data.TlsAlias));
        });
        if (data.FdSet is { } set)
        {
            xml.Open("fdsets").Open("fdset").Attr("type", "storage").Attr("id", set).Close().Close();
        }

        if (data.ThresholdByIndex)
        {
            xml.Open("thresholdEvent").Attr("indexUsed", "yes").Close();
        }

        if (data.Nbdkit is { } nbdkit)
        {
            xml.Open("nbdkit").Element("pidfile", nbdkit.PidFile).Element("socketfile", nbdkit.Socket).Close();
        }

        xml.Close();
    }

    /// <summary>That of a disk, and where its secrets stand.</summary>
    public static void WriteDisk(XmlOutput xml, Disk disk)
    {
        if (!xml.IsStatus)
        {
            return;
        }

        if (disk.Private is { } data)
        {
            xml.Group("privateData", x =>
            {
                x.Group("qom", y => y.Attr("name", data.QomName));
                x.Group("nodenames", y =>
                {
                    Named(y, "nodename", "copyOnRead", "name", data.CopyOnReadNode);
                    foreach (ThrottleNode node in data.ThrottleNodes)
                    {
                        y.Open("nodename").Attr("type", "throttle-filter").Attr("name", node.Node).Attr("group", node.Group).Close();
                    }
                });
            });
        }

        xml.Group("diskSecretsPlacement", x => x.Attr("auth", disk.AuthInDisk ? "true" : null).Attr("enc", disk.EncryptionInDisk ? "true" : null));
    }

    private static void Named(XmlOutput xml, string element, string type, string attribute, string? value)
    {
        if (value is not null)
        {
            xml.Open(element).Attr("type", type).Attr(attribute, value).Close();
        }
    }
}
