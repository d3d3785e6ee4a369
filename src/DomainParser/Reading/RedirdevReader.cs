using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;redirdev&gt;.</summary>
internal static class RedirdevReader
{
    public static Redirdev Read(XmlCursor cursor)
    {
        if (cursor.Text("bus") is { } bus && bus != "usb")
        {
            throw cursor.Error($"'{bus}' is not a bus of <redirdev>; 'usb' would be right");
        }

        var redirdev = new Redirdev { Source = ChardevReader.ReadRequired(cursor) };
        DeviceReader.ReadCommon(cursor, redirdev);
        DeviceReader.ReadBoot(cursor, redirdev);
        if (redirdev.Address is not (null or UsbAddress))
        {
            throw cursor.Error("Invalid address for a USB device: an address of type 'usb' would be right");
        }

        return redirdev;
    }
}
