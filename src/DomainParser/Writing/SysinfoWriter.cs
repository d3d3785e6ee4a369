using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;sysinfo&gt;.</summary>
internal static class SysinfoWriter
{
    public static void Write(XmlOutput xml, Sysinfo sysinfo)
    {
        xml.Open("sysinfo").Attr("type", SysinfoTypeNames.All[sysinfo.Type]);
        if (sysinfo.Bios is { } bios)
        {
            xml.Open("bios");
            Entry(xml, "vendor", bios.Vendor);
            Entry(xml, "version", bios.Version);
            Entry(xml, "date", bios.Date);
            Entry(xml, "release", bios.Release);
            xml.Close();
        }

        if (sysinfo.System is { } system)
        {
            xml.Open("system");
            Entry(xml, "manufacturer", system.Manufacturer);
            Entry(xml, "product", system.Product);
            Entry(xml, "version", system.Version);
            Entry(xml, "serial", system.Serial);
            Entry(xml, "uuid", system.Uuid);
            Entry(xml, "sku", system.Sku);
            Entry(xml, "family", system.Family);
            xml.Close();
        }

        foreach (SysinfoBaseBoard board in sysinfo.BaseBoards)
        {
            xml.Open("baseBoard");
            Entry(xml, "manufacturer", board.Manufacturer);
            Entry(xml, "product", board.Product);
            Entry(xml, "version", board.Version);
            Entry(xml, "serial", board.Serial);
            Entry(xml, "asset", board.Asset);
            Entry(xml, "location", board.Location);
            xml.Close();
        }

        if (sysinfo.Chassis is { } chassis)
        {
            xml.Open("chassis");
            Entry(xml, "manufacturer", chassis.Manufacturer);
            Entry(xml, "version", chassis.Version);
            Entry(xml, "serial", chassis.Serial);
            Entry(xml, "asset", chassis.Asset);
            Entry(xml, "sku", chassis.Sku);
            xml.Close();
        }

        if (sysinfo.OemStrings is { } strings)
        {
            xml.Open("oemStrings");
            foreach (string text in strings)
            {
                if (text.Length == 0)
                {
                    // libvirt never writes this element as an empty one
                    xml.Raw("<entry></entry>", indent: true);
                }
                else
                {
                    xml.Element("entry", text);
                }
            }

            xml.Close();
        }

        foreach (FwCfgEntry entry in sysinfo.FwCfgEntries)
        {
            xml.Open("entry").Attr("name", entry.Name).Attr("file", entry.File).CloseWith(entry.Value ?? "");
        }

        xml.Close();
    }

    private static void Entry(XmlOutput xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.Open("entry").Attr("name", name).CloseWith(value);
        }
    }
}
