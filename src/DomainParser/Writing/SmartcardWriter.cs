using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;smartcard&gt;.</summary>
internal static class SmartcardWriter
{
    public static void Write(XmlOutput xml, Smartcard card)
    {
        xml.Open("smartcard").Attr("mode", SmartcardMode.Names[card.Mode]);
        if (card.Source is { } source)
        {
            ChardevWriter.WriteType(xml, source);
            ChardevWriter.WriteChildren(xml, source);
        }

        foreach (string certificate in card.Certificates)
        {
            xml.Element("certificate", certificate);
        }

        xml.Element("database", card.Database);
        DeviceWriter.Finish(xml, card);
    }
}
