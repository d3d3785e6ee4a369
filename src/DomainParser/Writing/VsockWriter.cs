using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;vsock&gt;.</summary>
internal static class VsockWriter
{
    public static void Write(XmlOutput xml, Vsock vsock)
    {
        xml.Open("vsock").Attr("model", VirtioModel.Names.Of(vsock.Model));
        if (vsock.AutoCid is not null || vsock.Cid != 0)
        {
            xml.Open("cid").YesNo("auto", vsock.AutoCid).Attr("address", vsock.Cid == 0 ? (uint?)null : vsock.Cid).Close();
        }

        DeviceWriter.WriteCommon(xml, vsock);
        DriverWriter.WriteVirtio(xml, vsock.Virtio);
        xml.Close();
    }
}
