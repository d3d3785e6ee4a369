using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;hub&gt;.</summary>
internal static class HubReader
{
    public static Hub Read(XmlCursor cursor)
    {
        if (cursor.RequiredText("type") is var type && type != "usb")
        {
            throw cursor.Error($"'{type}' is not a type of <hub>; 'usb' would be right");
        }

        var hub = new Hub();
        DeviceReader.ReadCommon(cursor, hub);
        return hub;
    }
}
