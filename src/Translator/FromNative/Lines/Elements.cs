using System.Globalization;
using System.Xml.Linq;

namespace VirshLite.Translator.FromNative.Lines;

/// <summary>Short words for building XML: what is null is left out.</summary>
internal static class Elements
{
    public static XElement Element(string name, params object?[] content) => new(name, content);

    public static XAttribute? Attribute(string name, string? value) => value is null ? null : new(name, value);

    public static XAttribute? Attribute(string name, long? value) => value is { } number ? new(name, number.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>An element with one attribute, or null where the value is.</summary>
    public static XElement? With(string name, string attribute, string? value) => value is null ? null : new(name, new XAttribute(attribute, value));

    /// <summary>An element with text, or null where there is none.</summary>
    public static XElement? Text(string name, string? text) => text is null ? null : new(name, text);

    public static XElement Kib(string name, ulong kib) => new(name, new XAttribute("unit", "KiB"), kib.ToString(CultureInfo.InvariantCulture));

    /// <summary>The element, or null where nothing is in it.</summary>
    public static XElement? UnlessEmpty(this XElement element) => element.HasAttributes || element.HasElements ? element : null;

    /// <summary>The child of that name, made where it is missing.</summary>
    public static XElement Child(this XElement parent, string name)
    {
        XElement? child = parent.Element(name);
        if (child is null)
        {
            parent.Add(child = new XElement(name));
        }

        return child;
    }
}
