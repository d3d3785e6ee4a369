using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;shmem&gt;; its size is printed in MiB, cut.</summary>
internal static class ShmemWriter
{
    public static void Write(XmlOutput xml, Shmem shmem)
    {
        xml.Open("shmem").Attr("name", shmem.Name).Attr("role", ShmemRole.Names.Of(shmem.Role));
        xml.Open("model").Attr("type", ShmemModel.Names[shmem.Model]).Close();
        if (shmem.SizeBytes is > 0)
        {
            xml.Open("size").Attr("unit", "M").CloseWith(shmem.SizeBytes.Value >> 20);
        }

        if (shmem.HasServer)
        {
            xml.Open("server").Attr("path", shmem.ServerPath).Close();
        }

        if (shmem.HasMsi)
        {
            xml.Open("msi").Attr("vectors", shmem.MsiVectors is 0 ? null : shmem.MsiVectors).OnOff("ioeventfd", shmem.MsiIoeventfd).Close();
        }

        DeviceWriter.WriteCommon(xml, shmem);
        xml.Close();
    }
}
