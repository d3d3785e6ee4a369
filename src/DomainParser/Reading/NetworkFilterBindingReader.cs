using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;filterbinding&gt; to <see cref="NetworkFilterBinding"/> (nwfilter.md 7).</summary>
public static class NetworkFilterBindingReader
{
    /// <exception cref="DomainException">The text is no well-formed binding, says something unknown, or lacks something.</exception>
    public static NetworkFilterBinding Read(string xml, ReadingContext context)
    {
        var cursor = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (cursor.Element.Name != "filterbinding")
        {
            throw cursor.Refused($"unexpected root element <{cursor.Name}>, expecting <filterbinding>", RefusalKind.Internal);
        }

        XmlCursor? owner = cursor.FirstChild("owner");
        string mac = Required(cursor.FirstChild("mac")?.Text("address"), "MAC address");
        var binding = new NetworkFilterBinding(
            Required(owner?.FirstChild("name")?.Content, "owner name"),
            UuidText.Parse(cursor, Required(owner?.FirstChild("uuid")?.Content, "owner UUID")),
            Required(cursor.FirstChild("portdev")?.Text("name"), "port dev name"),
            cursor.FirstChild("linkdev")?.Text("name"),
            NetworkWords.Mac(mac) ?? throw cursor.Refused($"Unable to parse MAC '{mac}'", RefusalKind.Internal),
            NetworkFilterReader.Reference(cursor.FirstChild("filterref")
                ?? throw cursor.Refused("filter binding has no filter reference", RefusalKind.Internal)));
        cursor.Finish();
        return binding;

        string Required(string? text, string what) =>
            text is { Length: > 0 } ? text : throw cursor.Refused($"filter binding has no {what}", RefusalKind.Internal);
    }
}
