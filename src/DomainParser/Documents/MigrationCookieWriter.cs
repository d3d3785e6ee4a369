using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;qemu-migration&gt; as libvirt prints it (guest-state.md 6.2).</summary>
public static class MigrationCookieWriter
{
    public static string Write(MigrationCookie cookie)
    {
        var xml = new XmlOutput();
        xml.Open("qemu-migration").Element("name", cookie.Name).Element("uuid", cookie.Uuid.ToString());
        xml.Element("hostname", cookie.HostName).Element("hostuuid", cookie.HostUuid?.ToString());
        foreach (MigrationFeature feature in cookie.Features.Order())
        {
            xml.Open("feature").Attr("name", MigrationFeature.Names[feature]).Close();
        }

        if (cookie.Graphics is { } graphics)
        {
            xml.Open("graphics").Attr("type", graphics.Type).Attr("port", graphics.Port).Attr("listen", graphics.Listen).Attr("tlsPort", graphics.TlsPort);
            foreach ((string info, string value) in graphics.Certificate)
            {
                xml.Open("cert").Attr("info", info).Attr("value", value).Close();
            }

            xml.Close();
        }

        if (cookie.LockState is { } state)
        {
            xml.Open("lockstate").Attr("driver", state.Driver).Element("leases", state.Leases).Close();
        }

        if (cookie.PersistentDomain is { } domain)
        {
            DomainWriter.Write(xml, domain);
        }

        Network(xml, cookie.Interfaces);
        Nbd(xml, cookie.Nbd);
        Statistics(xml, cookie.Statistics);
        CpuWriter.Write(xml, cookie.Cpu);
        if (cookie.AllowReboot is { } reboot)
        {
            xml.Open("allowReboot").YesNo("value", reboot).Close();
        }

        if (cookie.Capabilities is { } capabilities)
        {
            xml.Open("capabilities");
            foreach (MigrationCapability capability in capabilities)
            {
                xml.Open("cap").Attr("name", capability.Name).YesNo("auto", capability.IsAutomatic).Close();
            }

            xml.CloseEmptyBlock();
        }

        Bitmaps(xml, cookie.BlockDirtyBitmaps);
        return xml.Close().ToString();
    }

    private static void Network(XmlOutput xml, List<MigrationInterface>? interfaces)
    {
        if (interfaces is null or { Count: 0 })
        {
            return;
        }

        xml.Open("network");
        foreach (MigrationInterface nic in interfaces)
        {
            xml.Open("interface").Attr("index", nic.Index).Attr("vporttype", nic.VirtualPortType).Element("portdata", nic.PortData).Close();
        }

        xml.Close();
    }

    private static void Nbd(XmlOutput xml, MigrationNbd? nbd)
    {
        if (nbd is null)
        {
            return;
        }

        xml.Open("nbd").Attr("port", nbd.Port == 0 ? null : nbd.Port);
        foreach (MigrationNbdDisk disk in nbd.Disks)
        {
            xml.Open("disk").Attr("target", disk.Target).Attr("capacity", disk.Capacity).Close();
        }

        xml.Close();
    }

    private static void Statistics(XmlOutput xml, Dictionary<string, ulong>? statistics)
    {
        if (statistics is null)
        {
            return;
        }

        xml.Open("statistics");
        foreach (string name in MigrationStatistics.Names)
        {
            xml.Element(name, statistics.TryGetValue(name, out ulong value) ? value : null);
        }

        xml.Close();
    }

    private static void Bitmaps(XmlOutput xml, List<MigrationBitmapDisk>? disks)
    {
        if (disks is null)
        {
            return;
        }

        xml.Open("blockDirtyBitmaps");
        foreach (MigrationBitmapDisk disk in disks)
        {
            xml.Open("disk").Attr("target", disk.Target);
            foreach (MigrationBitmap bitmap in disk.Bitmaps)
            {
                xml.Open("bitmap").Attr("name", bitmap.Name).Attr("alias", bitmap.Alias).Close();
            }

            xml.Close();
        }

        xml.Close();
    }
}
