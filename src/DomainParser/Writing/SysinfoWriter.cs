using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;sysinfo&gt;.</summary>
internal static class SysinfoWriter
{
    public static void Write(XmlOutput xml, Sysinfo sysinfo)
    {
        xml.Open("sysinfo").Attr("type", SysinfoType.Names[sysinfo.Type]);
        Section(xml, "bios", sysinfo.Bios);
        Section(xml, "system", sysinfo.System);
        foreach (SysinfoBaseBoard board in sysinfo.BaseBoards)
        {
            Section(xml, "baseBoard", board);
        }

        Section(xml, "chassis", sysinfo.Chassis);
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

    private static void Section(XmlOutput xml, string name, SysinfoSection? section)
    {
        if (section is null)
        {
            return;
        }

        xml.Open(name);
        foreach ((string entry, string? text) in section.Entries)
        {
            if (text is not null)
            {
                xml.Open("entry").Attr("name", entry).CloseWith(text);
            }
        }

        xml.Close();
    }
}
