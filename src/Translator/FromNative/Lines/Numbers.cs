using System.Globalization;

namespace VirshLite.Translator.FromNative.Lines;

/// <summary>Numbers and sizes as QEMU takes them.</summary>
internal static class Numbers
{
    public static long? Parse(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return isHex
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) ? hex : null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <summary>A size in bytes; without a letter it is counted in <paramref name="unit"/>.</summary>
    public static ulong? Size(string? text, ulong unit = 1)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        ulong factor = char.ToUpperInvariant(text[^1]) switch
        {
            'B' => 1,
            'K' => 1UL << 10,
            'M' => 1UL << 20,
            'G' => 1UL << 30,
            'T' => 1UL << 40,
            _ => 0,
        };
        ReadOnlySpan<char> digits = factor == 0 ? text : text.AsSpan(0, text.Length - 1);
        factor = factor == 0 ? unit : factor;
        return digits.StartsWith("0x") && ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex)
            ? hex * factor
            : decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? (ulong)(number * factor)
            : null;
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number at the end of a word (<c>pci.12</c>, <c>usb1</c>); null where there is none.</summary>
    public static int? Trailing(string word)
    {
        int start = word.Length;
        while (start > 0 && char.IsAsciiDigit(word[start - 1]))
        {
            start--;
        }

        return int.TryParse(word.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>A list of ranges as a nodeset is written.</summary>
    public static string Ranges(IEnumerable<int> numbers)
    {
        var parts = new List<string>();
        int? first = null;
        int last = 0;
        foreach (int number in numbers.Order())
        {
            if (first is { } && number == last + 1)
            {
                last = number;
                continue;
            }

            Flush();
            first = last = number;
        }

        Flush();
        return string.Join(',', parts);

        void Flush()
        {
            if (first is { } from)
            {
                parts.Add(from == last ? Text(from) : $"{Text(from)}-{Text(last)}");
            }
        }
    }
}
