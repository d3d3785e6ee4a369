using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;crypto&gt;.</summary>
internal static class CryptoReader
{
    public static Crypto Read(XmlCursor cursor)
    {
        cursor.RequireWord("model", "virtio");
        cursor.RequireWord("type", "qemu");
        XmlCursor backend = cursor.OnlyChild("backend") ?? throw cursor.Error($"<{cursor.Name}> needs a <backend>");
        var crypto = new Crypto
        {
            Backend = backend.RequiredEnum("model", CryptoBackend.Names),
            Queues = backend.UIntUpTo("queues", Bounds.Queues) ?? 0,
            Virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver")),
        };
        DeviceReader.ReadCommon(cursor, crypto);
        return crypto;
    }
}
