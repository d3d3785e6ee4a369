using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;smartcard&gt; (devices.md 3.5).</summary>
internal static class SmartcardReader
{
    public static Smartcard Read(XmlCursor cursor)
    {
        var card = new Smartcard { Mode = cursor.RequiredEnum("mode", SmartcardMode.Names) };
        switch (card.Mode)
        {
            case SmartcardMode.HostCertificates:
                ReadCertificates(cursor, card);
                break;
            case SmartcardMode.Passthrough:
                card.Source = ChardevReader.ReadRequired(cursor);
                break;
        }

        DeviceReader.ReadCommon(cursor, card);
        return card;
    }

    private static void ReadCertificates(XmlCursor cursor, Smartcard card)
    {
        foreach (XmlCursor certificate in cursor.Children("certificate"))
        {
            card.Certificates.Add(certificate.Content);
        }

        if (card.Certificates.Count != 3)
        {
            throw cursor.Error("host-certificates mode needs exactly three certificates");
        }

        card.Database = cursor.ChildText("database");
        if (card.Database is { } database && !database.StartsWith('/'))
        {
            throw cursor.Error($"<database> needs an absolute path; '{database}' is none");
        }
    }
}
