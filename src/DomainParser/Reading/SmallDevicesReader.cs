using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Devices of hardly more than a model and an address: hub, panic, nvram, crypto, pstore.</summary>
internal static class SmallDevicesReader
{
    public static Hub ReadHub(XmlCursor cursor)
    {
        if (cursor.RequiredText("type") is var type && type != "usb")
        {
            throw cursor.Error($"'{type}' is not a type of <hub>; 'usb' would be right");
        }

        var hub = new Hub();
        DeviceReader.ReadCommon(cursor, hub);
        return hub;
    }

    public static Panic ReadPanic(XmlCursor cursor)
    {
        var panic = new Panic { Model = cursor.Enum("model", PanicModelNames.All) };
        DeviceReader.ReadCommon(cursor, panic);
        return panic;
    }

    public static Nvram ReadNvram(XmlCursor cursor)
    {
        var nvram = new Nvram();
        DeviceReader.ReadCommon(cursor, nvram);
        return nvram;
    }

    public static Crypto ReadCrypto(XmlCursor cursor)
    {
        RequireWord(cursor, "model", "virtio");
        RequireWord(cursor, "type", "qemu");
        XmlCursor backend = cursor.OnlyChild("backend") ?? throw cursor.Error($"<{cursor.Name}> needs a <backend>");
        var crypto = new Crypto
        {
            Backend = backend.RequiredEnum("model", CryptoBackendNames.All),
            Queues = backend.UInt("queues") ?? 0,
            Virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver")),
        };
        DeviceReader.ReadCommon(cursor, crypto);
        return crypto;
    }

    public static Pstore ReadPstore(XmlCursor cursor)
    {
        RequireWord(cursor, "backend", "acpi-erst");
        var pstore = new Pstore
        {
            Path = cursor.ChildText("path") is { Length: > 0 } path ? path : null,
            SizeKiB = cursor.RequiredChild("size").ContentKiB(),
        };
        DeviceReader.ReadCommon(cursor, pstore);
        return pstore;
    }

    private static void RequireWord(XmlCursor cursor, string attribute, string word)
    {
        if (cursor.RequiredText(attribute) is var text && text != word)
        {
            throw cursor.Error($"'{text}' is not a value of the attribute '{attribute}' of <{cursor.Name}>; '{word}' would be right");
        }
    }
}
