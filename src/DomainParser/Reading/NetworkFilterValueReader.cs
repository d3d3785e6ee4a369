using System.Globalization;
using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>A value of a filter rule in its plain form (nwfilter.md 2.1, 2.2).</summary>
internal static class NetworkFilterValueReader
{
    private const int LongestComment = 256;
    private const int LongestSetName = 31;
    private const int LargestIterator = 1000;

    private static readonly string[] States = ["NEW", "ESTABLISHED", "RELATED", "INVALID"];

    /// <summary>In the order of their bits.</summary>
    private static readonly string[] Flags = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];

    /// <summary>null where the text means nothing.</summary>
    public static string? Plain(FilterAttribute attribute, string text) =>
        text.StartsWith('$') && attribute.Kind != FilterValueKind.Text ? Variable(text) : attribute.Kind switch
        {
            FilterValueKind.Mac => NetworkWords.Mac(text),
            FilterValueKind.MacMask => NetworkWords.Mac(text) is { } mask
                && IsContiguous(Convert.FromHexString(mask.Replace(":", "", StringComparison.Ordinal))) ? mask : null,
            FilterValueKind.Ipv4 => IpMath.TryParse(text, out IPAddress four) && !four.IsIpv6() ? four.ToString() : null,
            FilterValueKind.Ipv6 => IpMath.TryParse(text, out IPAddress six) && six.IsIpv6() ? six.ToString() : null,
            FilterValueKind.Ipv4Mask => Mask(text, isIpv6: false),
            FilterValueKind.Ipv6Mask => Mask(text, isIpv6: true),
            FilterValueKind.Truth => text is "1" or "yes" or "true" ? "true" : "false",
            FilterValueKind.Text => text.Length <= LongestComment ? text : text[..LongestComment],
            FilterValueKind.ConnectionStates => ConnectionStates(text),
            FilterValueKind.TcpFlags => text.Split('/') is [var mask, var set] && FlagList(mask) is { } first && FlagList(set) is { } second
                ? $"{first}/{second}" : null,
            FilterValueKind.SetName => IsSetName(text) ? text : null,
            FilterValueKind.SetFlags => SetFlags(text),
            _ => Number(attribute, text),
        };

    private static bool IsSetName(string text) =>
        text.Length <= LongestSetName && text.All(c => char.IsAsciiLetterOrDigit(c) || "_.:-+ ".Contains(c, StringComparison.Ordinal));

    private static string? Number(FilterAttribute attribute, string text)
    {
        bool isDecimal = NetworkWords.TryNumber(text, out ulong number);
        if ((!isDecimal && !FilterNumbers.TryParse(attribute.Kind, text, out number) && (attribute.IsDecimal || !TryHex(text, out number)))
            || (!isDecimal && attribute.IsDecimal) || number > attribute.Most || number < attribute.Least)
        {
            return null;
        }

        return FilterNumbers.NameOf(attribute.Kind, number) is { } name ? name
            : !isDecimal && attribute.Kind != FilterValueKind.ArpOperation ? "0x" + number.ToString("x", CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What is no decimal number may be a hexadecimal one, without 0x too.</summary>
    private static bool TryHex(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    /// <summary>A prefix or a mask of ones and then zeros; as prefix.</summary>
    private static string? Mask(string text, bool isIpv6)
    {
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint prefix))
        {
            return prefix <= (isIpv6 ? 128 : 32) ? prefix.ToString(CultureInfo.InvariantCulture) : null;
        }

        if (!IpMath.TryParse(text, out IPAddress mask) || mask.IsIpv6() != isIpv6)
        {
            return null;
        }

        byte[] bytes = mask.GetAddressBytes();
        return IsContiguous(bytes) ? bytes.Sum(b => System.Numerics.BitOperations.PopCount(b)).ToString(CultureInfo.InvariantCulture) : null;
    }

    private static bool IsContiguous(byte[] bytes)
    {
        bool ended = false;
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bool isSet = (bytes[bit / 8] & (0x80 >> (bit % 8))) != 0;
            if (isSet && ended)
            {
                return false;
            }

            ended |= !isSet;
        }

        return true;
    }

    private static string? ConnectionStates(string text)
    {
        string[] words = text.ToUpperInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || !words.All(w => w == "NONE" || States.Contains(w)) ? null : words.Contains("NONE")
            ? "NONE" : string.Join(',', States.Where(words.Contains));
    }

    private static string? FlagList(string text)
    {
        string[] words = text.ToUpperInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!words.All(w => w is "ALL" or "NONE" || Flags.Contains(w)))
        {
            return null;
        }

        List<string> set = [.. Flags.Where(f => words.Contains(f) || words.Contains("ALL"))];
        return set.Count == 0 ? "NONE" : set.Count == Flags.Length ? "ALL" : string.Join(',', set.OrderBy(f => Array.IndexOf(PrintOrder, f)));
    }

    private static readonly string[] PrintOrder = ["SYN", "ACK", "URG", "PSH", "FIN", "RST"];

    private static string? SetFlags(string text)
    {
        string[] words = text.ToLowerInvariant().Split(',');
        return words.Length is >= 1 and <= 6 && words.All(w => w is "src" or "dst") ? string.Join(',', words) : null;
    }

    /// <summary>
    /// <c>$NAME</c>, <c>$NAME[element]</c>, <c>$NAME[@iterator]</c>, without the blanks that may stand in them; iterator 0 goes without saying.
    /// </summary>
    private static string? Variable(string text)
    {
        string plain = text.TrimEnd();
        int bracket = plain.IndexOf('[', StringComparison.Ordinal);
        string name = bracket < 0 ? plain[1..] : plain[1..bracket];
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            return null;
        }

        if (bracket < 0)
        {
            return plain;
        }

        string inner = plain[(bracket + 1)..];
        if (!inner.EndsWith(']'))
        {
            return null;
        }

        inner = inner[..^1].Trim();
        bool isIterator = inner.StartsWith('@');
        string digits = isIterator ? inner[1..].TrimStart() : inner;
        return !uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) || (isIterator && number > LargestIterator) ? null
            : isIterator ? (number == 0 ? "$" + name : string.Create(CultureInfo.InvariantCulture, $"${name}[@{number}]"))
            : string.Create(CultureInfo.InvariantCulture, $"${name}[{number}]");
    }
}
