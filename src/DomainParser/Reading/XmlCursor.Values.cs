using System.Globalization;

namespace VirshLite.DomainParser.Reading;

/// <summary>
/// What texts of attributes and elements mean: words out of a set, numbers, sets of numbers, sizes. A text that means nothing is refused with its place.
/// </summary>
public sealed partial class XmlCursor
{
    /// <summary>A word out of a fixed set; null where the attribute is absent.</summary>
    public T? Enum<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Text(attribute) is { } text ? ParseEnum(text, names, attribute) : null;

    /// <summary>A word out of a fixed set; null where the attribute is absent or empty, for the few that libvirt 11.3 reads so (black box).</summary>
    public T? EnumUnlessEmpty<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        NonEmpty(attribute) is { } text ? ParseEnum(text, names, attribute) : null;

    /// <summary>A word out of a fixed set where "default" is no choice: libvirt 11.3 refuses it in these attributes (black box).</summary>
    public T? EnumButDefault<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Text(attribute) == "default" ? throw Error($"Invalid value for attribute '{attribute}' in element '{Name}': 'default'; leave it out")
            : Enum(attribute, names);

    /// <summary>A word out of a fixed set where "default" says no more than its absence.</summary>
    public T? EnumOrDefault<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Text(attribute) == "default" ? null : Enum(attribute, names);

    /// <summary>A word out of a fixed set where "none" says no more than its absence: libvirt 11.3 takes it in these attributes (black box).</summary>
    public T? EnumOrNone<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Text(attribute) == "none" ? null : Enum(attribute, names);

    public T RequiredEnum<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Enum(attribute, names) ?? throw Error($"<{Name}> needs the attribute '{attribute}': one of {string.Join(", ", names.All)}");

    /// <summary>A word out of a fixed set that stands as the element's text, with no white space about it (so libvirt 11.3, black box).</summary>
    public T ContentEnum<T>(EnumNames<T> names)
        where T : struct, Enum =>
        names.TryParse(Content, out T value)
            ? value
            : throw Error($"{Shown(Content)} is not a value of <{Name}>{NearestWord.Hint(Content, names.All, "'", "'")}; one of {string.Join(", ", names.All)}");

    /// <summary>on/off as true/false.</summary>
    public bool? OnOff(string attribute) => Switch(attribute, "on", "off");

    /// <summary>yes/no as true/false.</summary>
    public bool? YesNo(string attribute) => Switch(attribute, "yes", "no");

    /// <summary>One of two words as true/false; null where the attribute is absent.</summary>
    public bool RequiredOnOff(string attribute) => OnOff(attribute) ?? throw Missing(attribute);

    public bool RequiredYesNo(string attribute) => YesNo(attribute) ?? throw Missing(attribute);

    /// <summary>yes/no where libvirt 11.3 reads over any other word (black box); we do too, with a warning.</summary>
    public bool? YesNoOrIgnored(string attribute)
    {
        if (Text(attribute) is not { } text || text is "yes" or "no")
        {
            return YesNo(attribute);
        }

        Context.Ignored($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>", Position);
        return null;
    }

    public bool? Switch(string attribute, string on, string off) => Text(attribute) switch
    {
        null => null,
        var text when text == on => true,
        var text when text == off => false,
        var text => throw Error($"Invalid value for attribute '{attribute}' in element '{Name}': '{text}'. '{on}' or '{off}' would be right"),
    };

    /// <summary>A whole decimal number; null where the attribute is absent, an error where it is no such number or too large. So for the next three.</summary>
    public int? Int(string attribute) => Number(attribute, int.MinValue, int.MaxValue) is { } n ? (int)n : null;

    public uint? UInt(string attribute) => Number(attribute, 0, uint.MaxValue) is { } n ? (uint)n : null;

    public long? Long(string attribute) => Number(attribute, long.MinValue, long.MaxValue) is { } n ? (long)n : null;

    public ulong? ULong(string attribute) => Number(attribute, 0, ulong.MaxValue) is { } n ? (ulong)n : null;

    /// <summary>A number whose base shows in its text: 0x = hexadecimal, leading 0 = octal, else decimal.</summary>
    public ulong? AutoBase(string attribute, ulong maximum = ulong.MaxValue)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        return TryAutoBase(text, out ulong value) && value <= maximum
            ? value
            : throw Error($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>: a number up to 0x{maximum:x} would be right");
    }

    /// <summary>The same, of any text; white space and a plus may stand before it.</summary>
    public static bool TryAutoBase(string text, out ulong value) =>
        TryParseAutoBase(Unsigned(text).ToString(), out value);

    /// <summary>A hexadecimal number with or without 0x.</summary>
    public ulong? Hex(string attribute, ulong maximum = ulong.MaxValue)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        return TryParseHex(text, out ulong value) && value <= maximum
            ? value
            : throw Error($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>: a hexadecimal number up to 0x{maximum:x} would be right");
    }

    /// <summary>A set of CPUs or nodes; null where the attribute is absent, an error where it is malformed.</summary>
    public NumberSet? NumberSet(string attribute)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        return DomainParser.NumberSet.TryParse(text, out NumberSet set)
            ? set
            : throw Error(
                $"cannot parse '{text}', the attribute '{attribute}' of <{Name}>: numbers below {DomainParser.NumberSet.Limit} such as '0-3,^2,8' would be "
                + "right");
    }

    /// <summary>
    /// The element's text as a whole number. White space may stand before it, not after it, in all numbers and sizes (so libvirt 11.3, black box).
    /// </summary>
    public ulong ContentULong() =>
        ulong.TryParse(Unsigned(Content), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw Error($"<{Name}> holds {Shown(Content)} where a whole number belongs");

    /// <summary>
    /// The same, up to <paramref name="maximum"/>, 2^n - 1; a minus counts down from there, as C reads it (so libvirt 11.3 in a few elements, black box).
    /// </summary>
    public ulong ContentWrapping(ulong maximum) =>
        Content.AsSpan().TrimStart() is ['-', .. var digits] && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong negated)
            && negated <= maximum
            ? unchecked(0 - negated) & maximum
            : ContentULong() is var value && value <= maximum ? value
            : throw Error($"<{Name}> holds {Shown(Content)} where a whole number up to {maximum} belongs");

    /// <summary>The same where what is no such number says nothing (so libvirt 11.3 in a few elements, black box); a warning tells.</summary>
    public uint? ContentUIntOrIgnored()
    {
        if (uint.TryParse(Unsigned(Content), NumberStyles.None, CultureInfo.InvariantCulture, out uint value))
        {
            return value;
        }

        Context.Ignored($"<{Name}> holds {Shown(Content)} where a whole number belongs", Position);
        return null;
    }

    /// <summary>The element's text as a hexadecimal number, with or without 0x.</summary>
    public ulong ContentHex(ulong maximum = ulong.MaxValue) =>
        TryParseHex(Content, out ulong value) && value <= maximum
            ? value
            : throw Error($"<{Name}> holds '{Content.Trim()}' where a hexadecimal number up to 0x{maximum:x} belongs");

    public long ContentLong() =>
        long.TryParse(Content.AsSpan().TrimStart(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Error($"<{Name}> holds {Shown(Content)} where a whole number belongs");

    public uint ContentUInt() =>
        uint.TryParse(Unsigned(Content), NumberStyles.None, CultureInfo.InvariantCulture, out uint value)
            ? value
            : throw Error($"<{Name}> holds {Shown(Content)} where a whole number belongs");

    /// <summary>The element's text as a set of numbers such as 0-3,^2,8.</summary>
    public NumberSet ContentNumberSet() =>
        DomainParser.NumberSet.TryParse(Content.Trim(), out NumberSet set)
            ? set
            : throw Error($"<{Name}> holds '{Content.Trim()}' where numbers below {DomainParser.NumberSet.Limit} such as '0-3,^2,8' belong");

    /// <summary>The element's number times its unit, in bytes; <paramref name="defaultUnit"/> where no unit attribute stands.</summary>
    public ulong ContentBytes(string defaultUnit) => Scaled(Content, NonEmpty("unit") ?? defaultUnit);

    /// <summary>The element's number times its unit, in KiB rounded up.</summary>
    public ulong ContentKiB(string defaultUnit = "KiB") => DataSize.ToKiBRoundedUp(ContentBytes(defaultUnit));

    /// <summary>A size held in an attribute with its unit in another, in bytes; null where the size is absent.</summary>
    public ulong? AttributeBytes(string attribute, string defaultUnit, string unitAttribute = "unit")
    {
        string unit = NonEmpty(unitAttribute) ?? defaultUnit;
        return Text(attribute) is { } text ? Scaled(text, unit) : null;
    }

    /// <summary>Digits of a number without what may stand before them: white space and a plus.</summary>
    internal static ReadOnlySpan<char> Unsigned(string text) =>
        text.AsSpan().TrimStart() is ['+', .. var digits] ? digits : text.AsSpan().TrimStart();

    /// <summary>A text for a message of one line: quoted, with a word about white space that would be overlooked.</summary>
    internal static string Shown(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length == text.Length ? $"'{text}'" : $"'{trimmed}' with white space about it";
    }

    private static bool TryParseAutoBase(string text, out ulong value)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        if (text.Length > 1 && text[0] == '0')
        {
            value = 0;
            foreach (char c in text.AsSpan(1))
            {
                if (c is < '0' or > '7')
                {
                    return false;
                }

                value = (value * 8) + (ulong)(c - '0');
            }

            return true;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Hexadecimal digits with or without 0x, with blanks around them.</summary>
    private static bool TryParseHex(string text, out ulong value)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private T ParseEnum<T>(string text, EnumNames<T> names, string attribute)
        where T : struct, Enum =>
        names.TryParse(text, out T value)
            ? value
            : throw Error(
                $"Invalid value for attribute '{attribute}' in element '{Name}': '{text}'."
                + $"{(NearestWord.Of(text, names.All) is { } near ? $" '{near}' was meant?" : "")} One of {string.Join(", ", names.All)} would be right");

    private Int128? Number(string attribute, Int128 minimum, Int128 maximum)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        return Int128.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out Int128 value)
            && value >= minimum && value <= maximum
            ? value
            : throw Error(
                $"Invalid value for attribute '{attribute}' in element '{Name}': '{text}'. Expected {(minimum < 0 ? "" : "non-negative ")}integer value"
                + $" ({minimum} to {maximum})");
    }

    private ulong Scaled(string text, string unit)
    {
        ulong factor = DataSize.BytesPerUnit(unit) ?? throw Error($"'{unit}' is not a unit of <{Name}>; b, KiB, MiB, GiB, TiB … would be right");
        if (!ulong.TryParse(Unsigned(text), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            throw Error($"<{Name}> holds {Shown(text)} where a size belongs");
        }

        UInt128 bytes = (UInt128)number * factor;
        return bytes <= ulong.MaxValue ? (ulong)bytes : throw Error($"<{Name}> is larger than any size can be");
    }
}
