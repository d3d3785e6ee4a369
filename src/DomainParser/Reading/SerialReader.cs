using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;serial&gt;.</summary>
internal static class SerialReader
{
    public static Serial Read(XmlCursor cursor)
    {
        var serial = new Serial { Source = ChardevReader.Read(cursor) };
        cursor.IgnoreAttributes("tty");
        if (cursor.Child("target") is { } target)
        {
            ChardevReader.CheckTarget(target, SerialTarget.Names);
            serial.TargetType = target.EnumOrNone("type", SerialTarget.Names);
            serial.Port = target.UInt("port");
            serial.Model = target.Child("model") is { } model && model.NonEmpty("name") is not null ? model.EnumOrNone("name", SerialModel.Names) : null;
        }

        DeviceReader.ReadCommon(cursor, serial);
        CharacterDeviceRules.RefuseSpicevmc(cursor, serial.Source);
        if (serial.TargetType == SerialTarget.UsbSerial && serial.Address is not (null or UsbAddress))
        {
            throw cursor.Error("usb-serial requires an address of type 'usb'");
        }

        return serial;
    }
}
