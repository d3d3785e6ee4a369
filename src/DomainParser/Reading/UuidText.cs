using System.Globalization;

namespace VirshLite.DomainParser.Reading;

/// <summary>UUIDs as libvirt reads them: 32 hexadecimal digits, with hyphens anywhere between two bytes or without.</summary>
internal static class UuidText
{
    public static Guid Parse(XmlCursor cursor, string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        for (int i = 0; i < bytes.Length; i++)
        {
            rest = rest.TrimStart('-');
            if (rest.Length < 2 || !byte.TryParse(rest[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                throw cursor.Error($"'{text}' is not a UUID: 32 hexadecimal digits would be right");
            }

            rest = rest[2..];
        }

        return rest.IsEmpty ? new Guid(bytes, bigEndian: true) : throw cursor.Error($"'{text}' is not a UUID: 32 hexadecimal digits would be right");
    }
}
