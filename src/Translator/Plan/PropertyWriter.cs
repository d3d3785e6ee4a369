using System.Globalization;
using System.Text;

namespace VirshLite.Translator.Plan;

/// <summary>Turns a <see cref="PropertyBag"/> into text: compact JSON, or <c>lead,key=value,…</c> (core-arguments.md 3).</summary>
public static class PropertyWriter
{
    /// <summary>One compact object: keys in order, <c>/</c> not escaped, text beyond ASCII left as it is.</summary>
    public static string ToJson(PropertyBag bag, IFdNumbering numbering)
    {
        var text = new StringBuilder(160);
        Object(text, bag, numbering);
        return text.ToString();
    }

    /// <summary>
    /// The value of <paramref name="leadKey"/> bare, then <c>key=value</c>; commas doubled, switches on/off, members of objects as <c>key.sub=value</c>,
    /// an array of objects with one member as the key repeated.
    /// </summary>
    public static string ToKeyValue(PropertyBag bag, string leadKey, IFdNumbering numbering, Func<string, int>? order = null)
    {
        var text = new StringBuilder(160);
        if (bag[leadKey] is { } lead)
        {
            Scalar(text, lead, numbering, escape: true);
        }

        IEnumerable<KeyValuePair<string, PropertyValue>> properties = order is null ? bag : bag.OrderBy(p => order(p.Key));
        foreach ((string key, PropertyValue value) in properties)
        {
            if (key != leadKey)
            {
                Pair(text, key, value, numbering);
            }
        }

        return text.ToString();
    }

    private static void Pair(StringBuilder text, string key, PropertyValue value, IFdNumbering numbering)
    {
        switch (value)
        {
            case ObjectProperty nested:
                foreach ((string sub, PropertyValue inner) in nested.Properties)
                {
                    Pair(text, key + "." + sub, inner, numbering);
                }

                break;
            case ArrayProperty array:
                for (int i = 0; i < array.Items.Count; i++)
                {
                    if (array.Items[i] is ObjectProperty { Properties.Count: 1 } item && item.Properties["str"] is { } word)
                    {
                        text.Append(',').Append(key).Append('=');
                        Scalar(text, word, numbering, escape: false);
                    }
                    else
                    {
                        Pair(text, string.Create(CultureInfo.InvariantCulture, $"{key}.{i}"), array.Items[i], numbering);
                    }
                }

                break;
            default:
                if (text.Length > 0)
                {
                    text.Append(',');
                }

                text.Append(key).Append('=');
                Scalar(text, value, numbering, escape: true);
                break;
        }
    }

    private static void Scalar(StringBuilder text, PropertyValue value, IFdNumbering numbering, bool escape)
    {
        switch (value)
        {
            case TextProperty t:
                text.Append(escape ? OptionText.DoubleCommas(t.Text) : t.Text);
                break;
            case NumberProperty n:
                text.Append(n.Number);
                break;
            case SwitchProperty s:
                text.Append(s.On ? "on" : "off");
                break;
            case FdProperty f:
                Fds(text, f, numbering);
                break;
        }
    }

    private static void Object(StringBuilder text, PropertyBag bag, IFdNumbering numbering)
    {
        text.Append('{');
        bool first = true;
        foreach ((string key, PropertyValue value) in bag)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            String(text, key);
            text.Append(':');
            Value(text, value, numbering);
        }

        text.Append('}');
    }

    private static void Value(StringBuilder text, PropertyValue value, IFdNumbering numbering)
    {
        switch (value)
        {
            case TextProperty t:
                String(text, t.Text);
                break;
            case NumberProperty n:
                text.Append(n.Number);
                break;
            case SwitchProperty s:
                text.Append(s.On ? "true" : "false");
                break;
            case ObjectProperty o:
                Object(text, o.Properties, numbering);
                break;
            case ArrayProperty a:
                text.Append('[');
                for (int i = 0; i < a.Items.Count; i++)
                {
                    if (i > 0)
                    {
                        text.Append(',');
                    }

                    Value(text, a.Items[i], numbering);
                }

                text.Append(']');
                break;
            case FdProperty f:
                text.Append('"');
                Fds(text, f, numbering);
                text.Append('"');
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Fds(StringBuilder text, FdProperty value, IFdNumbering numbering)
    {
        for (int i = 0; i < value.Fds.Count; i++)
        {
            if (i > 0)
            {
                text.Append(':');
            }

            text.Append(numbering.NumberOf(value.Fds[i]));
        }
    }

    private static void String(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ': text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }
}
