using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;redirdev&gt;.</summary>
internal static class RedirdevReader
{
    public static Redirdev Read(XmlCursor cursor)
    {
        if (cursor.Text("bus") is { } bus && bus != "usb")
        {
            throw DomainException.Unsupported($"unknown redirdev bus '{bus}'; 'usb' would be right", cursor.Position);
        }

        var redirdev = new Redirdev { Source = ChardevReader.ReadRequired(cursor, "unknown redirdev character device type") };
        DeviceReader.ReadCommon(cursor, redirdev);
        DeviceReader.ReadBoot(cursor, redirdev);
        if (redirdev.Address is not (null or UsbAddress))
        {
            throw cursor.Error("Invalid address for a USB device: an address of type 'usb' would be right");
        }

        return redirdev;
    }
}
