using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace VirshLite.DomainParser.Reading;

/// <summary>
/// One element under reading. It notes which attributes and children were asked for; <see cref="Finish"/> on the root then refuses whatever
/// nobody asked for, so that nothing a user wrote is dropped in silence. Attributes and children carry no namespace.
/// </summary>
public sealed class XmlCursor
{
    private readonly HashSet<string> askedAttributes = [];
    private readonly HashSet<XName> askedChildren = [];
    private readonly Dictionary<XElement, XmlCursor> cursors = [];
    private bool anything;

    public XmlCursor(XElement element, ReadingContext context)
    {
        Element = element;
        Context = context;
    }

    /// <summary>The element itself, for the few readers that keep XML as it is (metadata).</summary>
    public XElement Element { get; }

    public ReadingContext Context { get; }

    public string Name => Element.Name.LocalName;

    public SourcePosition Position => PositionOf(Element);

    /// <summary>The element's text with surrounding white space kept; "" where there is none.</summary>
    public string Content => Element.Value;

    /// <summary>True where the element has at least one attribute or child element.</summary>
    public bool HasAnything => Element.HasAttributes || Element.HasElements;

    /// <summary>An attribute's text; null where it is absent. An empty attribute is an empty string.</summary>
    public string? Text(string attribute)
    {
        askedAttributes.Add(attribute);
        return (string?)Element.Attribute(attribute);
    }

    /// <summary>An attribute's text; null where it is absent or empty.</summary>
    public string? NonEmpty(string attribute) => Text(attribute) is { Length: > 0 } text ? text : null;

    public string RequiredText(string attribute) =>
        Text(attribute) ?? throw Error($"<{Name}> needs the attribute '{attribute}'");

    /// <summary>A word out of a fixed set; null where the attribute is absent.</summary>
    public T? Enum<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Text(attribute) is { } text ? ParseEnum(text, names, attribute) : null;

    public T RequiredEnum<T>(string attribute, EnumNames<T> names)
        where T : struct, Enum =>
        Enum(attribute, names) ?? throw Error($"<{Name}> needs the attribute '{attribute}': one of {string.Join(", ", names.All)}");

    /// <summary>A word out of a fixed set that stands as the element's text.</summary>
    public T ContentEnum<T>(EnumNames<T> names)
        where T : struct, Enum =>
        names.TryParse(Content.Trim(), out T value)
            ? value
            : throw Error($"'{Content.Trim()}' is not a value of <{Name}>; one of {string.Join(", ", names.All)}");

    /// <summary>on/off as true/false.</summary>
    public bool? OnOff(string attribute) => Switch(attribute, "on", "off");

    /// <summary>yes/no as true/false.</summary>
    public bool? YesNo(string attribute) => Switch(attribute, "yes", "no");

    public bool? Switch(string attribute, string on, string off) => Text(attribute) switch
    {
        null => null,
        var text when text == on => true,
        var text when text == off => false,
        var text => throw Error($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>; '{on}' or '{off}' would be right"),
    };

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

        return TryParseAutoBase(text.Trim(), out ulong value) && value <= maximum
            ? value
            : throw Error($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>: a number up to 0x{maximum:x} would be right");
    }

    /// <summary>A hexadecimal number with or without 0x.</summary>
    public ulong? Hex(string attribute, ulong maximum = ulong.MaxValue)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        string digits = text.Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && value <= maximum
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
            : throw Error($"cannot parse '{text}', the attribute '{attribute}' of <{Name}>: numbers below {DomainParser.NumberSet.Limit} such as '0-3,^2,8' would be right");
    }

    public ulong ContentULong() =>
        ulong.TryParse(Content.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw Error($"<{Name}> holds '{Content.Trim()}' where a whole number belongs");

    /// <summary>The element's text as a hexadecimal number, with or without 0x.</summary>
    public ulong ContentHex(ulong maximum = ulong.MaxValue)
    {
        ReadOnlySpan<char> digits = Content.AsSpan().Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && value <= maximum
            ? value
            : throw Error($"<{Name}> holds '{Content.Trim()}' where a hexadecimal number up to 0x{maximum:x} belongs");
    }

    public long ContentLong() =>
        long.TryParse(Content.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Error($"<{Name}> holds '{Content.Trim()}' where a whole number belongs");

    public uint ContentUInt() =>
        uint.TryParse(Content.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out uint value)
            ? value
            : throw Error($"<{Name}> holds '{Content.Trim()}' where a whole number belongs");

    /// <summary>The element's text as a set of numbers such as 0-3,^2,8.</summary>
    public NumberSet ContentNumberSet() =>
        DomainParser.NumberSet.TryParse(Content.Trim(), out NumberSet set)
            ? set
            : throw Error($"<{Name}> holds '{Content.Trim()}' where numbers below {DomainParser.NumberSet.Limit} such as '0-3,^2,8' belong");

    /// <summary>The element's number times its unit, in bytes; <paramref name="defaultUnit"/> where no unit attribute stands.</summary>
    public ulong ContentBytes(string defaultUnit) => Scaled(Content, Text("unit") ?? defaultUnit);

    /// <summary>The element's number times its unit, in KiB rounded up.</summary>
    public ulong ContentKiB(string defaultUnit = "KiB") => DataSize.ToKiBRoundedUp(ContentBytes(defaultUnit));

    /// <summary>A size held in an attribute with its unit in another, in bytes; null where the size is absent.</summary>
    public ulong? AttributeBytes(string attribute, string defaultUnit, string unitAttribute = "unit")
    {
        string unit = Text(unitAttribute) ?? defaultUnit;
        return Text(attribute) is { } text ? Scaled(text, unit) : null;
    }

    /// <summary>
    /// The only child of that name; null where there is none. Several are an error, or, where unknown things are let through, read over but for the first, as libvirt does.
    /// </summary>
    public XmlCursor? Child(string name)
    {
        XmlCursor? found = null;
        foreach (XmlCursor child in Children(name))
        {
            if (found is null)
            {
                found = child;
                continue;
            }

            Context.Unknown($"only one <{name}> can stand in <{Name}>", child.Position);
            child.TakeAnything();
        }

        return found;
    }

    /// <summary>The only child of that name; null where there is none, always an error where there are several: libvirt refuses them too.</summary>
    public XmlCursor? OnlyChild(string name)
    {
        IReadOnlyList<XmlCursor> children = Children(name);
        return children.Count switch
        {
            0 => null,
            1 => children[0],
            _ => throw children[1].Error($"only one <{name}> can stand in <{Name}>: only a single one is supported"),
        };
    }

    /// <summary>The first child of that name; further ones are read over without a word, as libvirt does in a few places.</summary>
    public XmlCursor? FirstChild(string name)
    {
        XmlCursor? first = null;
        foreach (XmlCursor child in Children(name))
        {
            if (first is null)
            {
                first = child;
            }
            else
            {
                child.TakeAnything();
            }
        }

        return first;
    }

    public XmlCursor RequiredChild(string name) => Child(name) ?? throw Error($"<{Name}> needs a <{name}>");

    /// <summary>All children of that name, in document order.</summary>
    public IReadOnlyList<XmlCursor> Children(string name) => Children((XName)name);

    public IReadOnlyList<XmlCursor> Children(XName name)
    {
        askedChildren.Add(name);
        List<XmlCursor>? found = null;
        foreach (XElement element in Element.Elements(name))
        {
            (found ??= []).Add(CursorOf(element));
        }

        return found ?? (IReadOnlyList<XmlCursor>)[];
    }

    /// <summary>The text of the only child of that name; null where there is none.</summary>
    public string? ChildText(string name) => Child(name)?.Content;

    /// <summary>Whether a child of that name is there; its content is not looked at.</summary>
    public bool HasChild(string name)
    {
        bool found = false;
        foreach (XmlCursor child in Children(name))
        {
            found = true;
            child.TakeAnything();
        }

        return found;
    }

    /// <summary>Attributes that may stand here and mean nothing for a definition (live data, history).</summary>
    public void IgnoreAttributes(params ReadOnlySpan<string> attributes)
    {
        foreach (string attribute in attributes)
        {
            askedAttributes.Add(attribute);
        }
    }

    /// <summary>Children that may stand here, with whatever they hold, and mean nothing for a definition.</summary>
    public void IgnoreChildren(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            HasChild(name);
        }
    }

    /// <summary>Lets the whole element through as it is.</summary>
    public void TakeAnything() => anything = true;

    public DomainException Error(string message) => new(message, Position);

    public DomainException Unsupported(string message) => DomainException.Unsupported(message, Position);

    /// <summary>Refuses, here and below, each attribute and child that nobody asked for, in document order.</summary>
    public void Finish()
    {
        if (anything)
        {
            return;
        }

        foreach (XAttribute attribute in Element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration || (attribute.Name.Namespace == XNamespace.None && askedAttributes.Contains(attribute.Name.LocalName)))
            {
                continue;
            }

            IXmlLineInfo line = attribute;
            SourcePosition position = line.HasLineInfo() ? new(line.LineNumber, line.LinePosition) : Position;
            Context.Unknown($"<{Name}> has an attribute '{attribute.Name.LocalName}' that is not known here{Known("known are", askedAttributes.Order())}", position);
        }

        foreach (XElement child in Element.Elements())
        {
            if (cursors.TryGetValue(child, out XmlCursor? cursor))
            {
                cursor.Finish();
            }
            else if (!askedChildren.Contains(child.Name))
            {
                Context.Unknown(
                    $"<{child.Name.LocalName}> is not known inside <{Name}>{Known("known are", askedChildren.Select(n => $"<{n.LocalName}>").Order())}",
                    PositionOf(child));
            }
        }
    }

    internal static SourcePosition PositionOf(XElement element)
    {
        IXmlLineInfo line = element;
        return line.HasLineInfo() ? new(line.LineNumber, line.LinePosition) : SourcePosition.Unknown;
    }

    internal static bool TryParseAutoBase(string text, out ulong value)
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

    private static string Known(string lead, IEnumerable<string> names)
    {
        string list = string.Join(", ", names);
        return list.Length == 0 ? "" : $"; {lead} {list}";
    }

    private XmlCursor CursorOf(XElement element)
    {
        if (!cursors.TryGetValue(element, out XmlCursor? cursor))
        {
            cursors.Add(element, cursor = new XmlCursor(element, Context));
        }

        return cursor;
    }

    private T ParseEnum<T>(string text, EnumNames<T> names, string attribute)
        where T : struct, Enum =>
        names.TryParse(text, out T value)
            ? value
            : throw Error($"'{text}' is not a value of the attribute '{attribute}' of <{Name}>; one of {string.Join(", ", names.All)}");

    private Int128? Number(string attribute, Int128 minimum, Int128 maximum)
    {
        if (Text(attribute) is not { } text)
        {
            return null;
        }

        return Int128.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out Int128 value)
            && value >= minimum && value <= maximum
            ? value
            : throw Error($"'{text}' is not a value of the attribute '{attribute}' of element <{Name}>: expected a whole number from {minimum} to {maximum}");
    }

    private ulong Scaled(string text, string unit)
    {
        ulong factor = DataSize.BytesPerUnit(unit) ?? throw Error($"'{unit}' is not a unit of <{Name}>; b, KiB, MiB, GiB, TiB … would be right");
        if (!ulong.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            throw Error($"<{Name}> holds '{text.Trim()}' where a size belongs");
        }

        UInt128 bytes = (UInt128)number * factor;
        return bytes <= ulong.MaxValue ? (ulong)bytes : throw Error($"<{Name}> is larger than any size can be");
    }
}
