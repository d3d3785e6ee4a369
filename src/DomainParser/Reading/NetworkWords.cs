using System.Globalization;
using System.Net;

namespace VirshLite.DomainParser.Reading;

/// <summary>What network XML refuses in libvirt's own words (networks.md 2.2).</summary>
internal static class NetworkWords
{
    public static DomainException Refused(this XmlCursor cursor, string message, RefusalKind kind = RefusalKind.Xml) => new(message, cursor.Position, kind);

    /// <summary>yes or no; null where the attribute is absent.</summary>
    public static bool? YesOrNo(this XmlCursor cursor, string attribute) => cursor.Text(attribute) switch
    {
        null => null,
        "yes" => true,
        "no" => false,
        var text => throw cursor.Refused($"Invalid value for attribute '{attribute}' in element '{cursor.Name}': '{text}'."),
    };

    /// <summary>A whole number as C's own reading takes it: blanks and a plus may stand before it.</summary>
    public static bool TryNumber(string? text, out ulong value) =>
        ulong.TryParse(text?.TrimStart(' ', '\t', '\n', '\r') is ['+', .. var digits] ? digits : text?.TrimStart(' ', '\t', '\n', '\r'),
            NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>A whole number; null where the attribute is absent.</summary>
    public static ulong? Unsigned(this XmlCursor cursor, string attribute, ulong most = ulong.MaxValue) => cursor.Text(attribute) switch
    {
        null => null,
        var text when TryNumber(text, out ulong value) && value <= most => value,
        var text => throw cursor.Refused(
            $"Invalid value for attribute '{attribute}' in element '{cursor.Name}': '{text}'. Expected non-negative integer value"),
    };

    /// <summary>An address; null where the attribute is absent.</summary>
    public static IPAddress? Address(this XmlCursor cursor, string attribute, Func<string, DomainException> refusal) => cursor.Text(attribute) switch
    {
        null => null,
        var text when IpMath.TryParse(text, out IPAddress address) => address,
        var text => throw refusal(text),
    };

    /// <summary>Six hexadecimal numbers with colons, whoever they are; in lower case with two digits each. Null where the text is none.</summary>
    public static string? Mac(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 6 && Array.TrueForAll(parts, p => p.Length is 1 or 2 && p.All(char.IsAsciiHexDigit))
            ? string.Join(':', parts.Select(p => p.PadLeft(2, '0'))).ToLowerInvariant()
            : null;
    }

    /// <summary>Whether an address in lower case is one of several receivers.</summary>
    public static bool IsMulticast(string mac) => (Convert.FromHexString(mac.AsSpan(0, 2))[0] & 1) != 0;
}
