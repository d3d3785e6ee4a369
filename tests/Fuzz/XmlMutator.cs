using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VirshLite.Fuzz;

/// <summary>
/// Well-formed XML that nobody wrote: elements and attributes of honest documents taken out, doubled, moved into each other, with other values.
/// </summary>
internal sealed class XmlMutator
{
    private static readonly string[] Values =
    [
        "0", "1", "-1", "2", "255", "256", "65535", "65536", "100000", "1000000", "2147483647", "2147483648", "4294967295", "4294967296",
            "9223372036854775807", "18446744073709551615",
        "18446744073709551616", "0x0", "0xffff", "0xffffffff", "1.5", "", " ", "yes", "no", "on", "off", "none", "auto", "default", "sdzzzzzz",
            "vdaaaaaaaaaaaaaaaaaaaa", "hd", "a,b", "a=b", "../../x", "/",
        "/dev/zero", "[::]", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "\u001b[2J", "00000000-0000-0000-0000-000000000000", "0-4294967295", "0-1,^0", "^5",
            "0000:00:1f.9", "é", "\"", "'", "<", "&",
    ];

    private readonly Random random;
    private readonly XElement[] documents;
    private readonly XElement[] parts;
    private readonly string[] values;

    public XmlMutator(Random random, IEnumerable<byte[]> seeds)
    {
        this.random = random;
        documents = [.. seeds.Select(s => XElement.Parse(Encoding.UTF8.GetString(s)))];
        parts = [.. documents.SelectMany(d => d.Descendants()).Where(e => e.Descendants().Count() < 30)];
        values = [.. Values, .. documents.SelectMany(d => d.DescendantsAndSelf()).SelectMany(e => e.Attributes()).Select(a => a.Value).Distinct()];
    }

    public byte[] Next()
    {
        var document = new XElement(documents[random.Next(documents.Length)]);
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            Change(document);
        }

        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }

    private void Change(XElement document)
    {
        XElement[] elements = [.. document.Descendants()];
        if (elements.Length == 0)
        {
            return;
        }

        XElement element = elements[random.Next(elements.Length)];
        XAttribute[] attributes = [.. element.Attributes()];
        switch (random.Next(8))
        {
            case 0 or 1 when attributes.Length > 0:
                attributes[random.Next(attributes.Length)].Value = Value();
                break;
            case 2 when attributes.Length > 0:
                attributes[random.Next(attributes.Length)].Remove();
                break;
            case 3 when !element.HasElements:
                element.Value = Value();
                break;
            case 4:
                element.Remove();
                break;
            case 5:
                element.AddAfterSelf(new XElement(element));
                break;
            case 6:
                Graft(element);
                break;
            default:
                XElement other = parts[random.Next(parts.Length)];
                if (other.Attributes().FirstOrDefault() is { } wanted)
                {
                    element.SetAttributeValue(wanted.Name, Value());
                }

                break;
        }
    }

    /// <summary>A part of another document beside or inside of it.</summary>
    private void Graft(XElement element)
    {
        var part = new XElement(parts[random.Next(parts.Length)]);
        XElement? place = parts.FirstOrDefault(p => p.Name == part.Name)?.Parent;
        if (place is not null && element.Document is null && element.AncestorsAndSelf().Last().DescendantsAndSelf(place.Name).FirstOrDefault() is { } home)
        {
            home.Add(part);
        }
        else
        {
            element.Add(part);
        }
    }

    private string Value()
    {
        string value = values[random.Next(values.Length)];

        // what XML cannot say is the other mutator's
        return string.Concat(value.Where(c => c >= ' ' || c is '\t')) is { } legal && random.Next(10) > 0
            ? legal : random.NextInt64().ToString(CultureInfo.InvariantCulture);
    }
}
