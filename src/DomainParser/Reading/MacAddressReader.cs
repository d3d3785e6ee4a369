using System.Globalization;

namespace VirshLite.DomainParser.Reading;

/// <summary>Hardware addresses: six groups of one or two hexadecimal digits, put into lower case with two digits each.</summary>
internal static class MacAddressReader
{
    /// <summary>Null for the address of all zeros, which stands for none.</summary>
    /// <exception cref="DomainException">The text is no address, or one for several receivers.</exception>
    public static string? Read(XmlCursor cursor, string attribute)
    {
        if (cursor.Text(attribute) is not { } text)
        {
            return null;
        }

        string[] parts = text.Split(':');
        Span<byte> bytes = stackalloc byte[6];
        bool valid = parts.Length == 6;
        bool any = false;
        for (int i = 0; valid && i < 6; i++)
        {
            valid = parts[i].Length is 1 or 2 && byte.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]);
            any |= bytes[i] != 0;
        }

        if (!valid)
        {
            throw cursor.Error($"unable to parse mac address '{text}'; six pairs of hexadecimal digits joined by colons would be right");
        }

        if ((bytes[0] & 1) != 0)
        {
            throw cursor.Error($"expected unicast mac address, found multicast '{text}'");
        }

        return any ? Format(bytes) : null;
    }

    private static string Format(ReadOnlySpan<byte> bytes) =>
        $"{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}:{bytes[3]:x2}:{bytes[4]:x2}:{bytes[5]:x2}";
}
