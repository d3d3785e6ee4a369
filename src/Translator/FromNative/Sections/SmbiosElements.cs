using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-smbios and -fw_cfg.</summary>
internal static class SmbiosElements
{
    private static readonly Dictionary<string, (string Section, (string Property, string Entry)[] Entries)> Types = new(StringComparer.Ordinal)
    {
        ["0"] = ("bios", [("vendor", "vendor"), ("version", "version"), ("date", "date"), ("release", "release")]),
        ["1"] = ("system", [("manufacturer", "manufacturer"), ("product", "product"), ("version", "version"), ("serial", "serial"), ("uuid", "uuid"),
            ("sku", "sku"), ("family", "family")]),
        ["2"] = ("baseBoard", [("manufacturer", "manufacturer"), ("product", "product"), ("version", "version"), ("serial", "serial"), ("asset", "asset"),
            ("location", "location")]),
        ["3"] = ("chassis", [("manufacturer", "manufacturer"), ("version", "version"), ("serial", "serial"), ("asset", "asset"), ("sku", "sku")]),
    };

    public static void Add(NativeCommand native)
    {
        var sysinfo = new XElement("sysinfo", Attribute("type", "smbios"));
        foreach (NativeOption smbios in native.All("-smbios").Where(o => o.Peek("file") is null).ToList())
        {
            string type = smbios.Peek("type") ?? "";
            if (type == "11")
            {
                smbios.Take();
                sysinfo.Add(Element("oemStrings", smbios.TakeAll("value").Select(value => Element("entry", value))));
            }
            else if (Types.TryGetValue(type, out var section))
            {
                smbios.Take();
                var element = new XElement(section.Section);
                foreach ((string property, string entry) in section.Entries)
                {
                    if (smbios.Take(property) is { } text)
                    {
                        element.Add(Element("entry", Attribute("name", entry), text));
                    }
                }

                sysinfo.Add(element);
            }
        }

        if (sysinfo.HasElements)
        {
            native.Domain.Add(sysinfo);
            native.Domain.Element("os")!.Add(With("smbios", "mode", "sysinfo"));
        }

        var config = new XElement("sysinfo", Attribute("type", "fwcfg"));
        foreach (NativeOption entry in native.All("-fw_cfg").ToList())
        {
            entry.Take();
            config.Add(Element("entry", Attribute("name", entry.TakeAny("name", "")), Attribute("file", entry.Take("file")), entry.Take("string")));
        }

        if (config.HasElements)
        {
            native.Domain.Add(config);
        }
    }
}
