using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;redirfilter&gt;.</summary>
internal static class RedirFilterWriter
{
    public static void Write(XmlOutput xml, RedirFilter filter)
    {
        xml.Open("redirfilter");
        foreach (RedirFilterEntry entry in filter.Entries)
        {
            xml.Open("usbdev").Attr("class", Hex(entry.Class, "X2")).Attr("vendor", Hex(entry.Vendor, "X4")).Attr("product", Hex(entry.Product, "X4"))
                .Attr("version", entry.Version is { } version ? $"{version >> 8:x}.{version & 0xff:x2}" : null).YesNo("allow", entry.Allow).Close();
        }

        xml.Close();
    }

    private static string? Hex(uint? value, string format) =>
        value is { } v ? "0x" + v.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : null;
}
