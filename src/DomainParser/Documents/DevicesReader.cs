using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;devices&gt;: each kind into its list, by the table of devices.</summary>
internal static class DevicesReader
{
    public static void Read(XmlCursor devices, Domain domain)
    {
        domain.Emulator = devices.ChildText("emulator");
        foreach (DeviceKind kind in DeviceKinds.InReadingOrder)
        {
            if (kind.IsSingle)
            {
                // two are refused before the first of them is read
                devices.OnlyChild(kind.Element);
            }

            foreach (XmlCursor cursor in devices.Children(kind.Element))
            {
                try
                {
                    kind.Add(domain, kind.Read(cursor, domain));
                }
                catch (DomainException e) when (cursor.Context.Options.FindAll)
                {
                    // what is inside was asked for in part only: it is not held against the text a second time
                    cursor.TakeAnything();
                    cursor.Context.Found(e);
                }
            }
        }

        domain.RedirFilter = devices.OnlyChild("redirfilter") is { } filter ? RedirFilterReader.Read(filter) : null;
    }
}
