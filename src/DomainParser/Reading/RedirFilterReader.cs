using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;redirfilter&gt; (devices.md 3.6).</summary>
internal static class RedirFilterReader
{
    public static RedirFilter Read(XmlCursor cursor)
    {
        var filter = new RedirFilter();
        foreach (XmlCursor usbdev in cursor.Children("usbdev"))
        {
            filter.Entries.Add(new RedirFilterEntry
            {
                Class = NumberOrAny(usbdev, "class", 0xff),
                Vendor = NumberOrAny(usbdev, "vendor", 0xffff),
                Product = NumberOrAny(usbdev, "product", 0xffff),
                Version = Version(usbdev),
                Allow = usbdev.YesNo("allow") ?? throw usbdev.Error("<usbdev> needs the attribute 'allow'"),
            });
        }

        return filter;
    }

    private static uint? NumberOrAny(XmlCursor cursor, string attribute, uint maximum) =>
        cursor.Text(attribute)?.Trim() == "-1" ? null : (uint?)cursor.AutoBase(attribute, maximum);

    private static uint? Version(XmlCursor cursor)
    {
        if (cursor.Text("version") is not { } text || text.Trim() == "-1")
        {
            return null;
        }

        int dot = text.IndexOf('.', StringComparison.Ordinal);
        string minor = dot < 0 ? "" : text[(dot + 1)..];
        if (dot < 0 || minor.Length == 0
            || !uint.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out uint major) || major > 99
            || !uint.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out uint small) || small > 99)
        {
            throw cursor.Error($"Cannot parse USB device version '{text}': two numbers below 100 joined by a dot would be right");
        }

        small = minor.Length == 1 ? small * 10 : small;
        return ((major / 10) << 12) | ((major % 10) << 8) | ((small / 10) << 4) | (small % 10);
    }
}
