using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;crypto&gt;.</summary>
internal static class CryptoWriter
{
    public static void Write(XmlOutput xml, Crypto crypto)
    {
        xml.Open("crypto").Attr("model", "virtio").Attr("type", "qemu");
        xml.Open("backend").Attr("model", CryptoBackend.Names[crypto.Backend]).Attr("queues", crypto.Queues == 0 ? (uint?)null : crypto.Queues).Close();
        DriverWriter.WriteVirtio(xml, crypto.Virtio);
        DeviceWriter.Finish(xml, crypto);
    }
}
