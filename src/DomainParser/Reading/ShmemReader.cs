using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;shmem&gt; (devices.md 8.7).</summary>
internal static class ShmemReader
{
    public static Shmem Read(XmlCursor cursor)
    {
        var shmem = new Shmem
        {
            Name = cursor.RequiredText("name"),
            Role = cursor.Enum("role", ShmemRole.Names),
            Model = cursor.Child("model") is { } model ? model.Enum("type", ShmemModel.Names) ?? ShmemModel.Ivshmem : ShmemModel.Ivshmem,
            SizeBytes = cursor.FilledChild("size")?.ContentBytes("b"),
        };
        if (cursor.Child("server") is { } server)
        {
            shmem.HasServer = true;
            shmem.ServerPath = server.NonEmpty("path");
        }

        if (cursor.Child("msi") is { } msi)
        {
            shmem.HasMsi = true;
            shmem.MsiVectors = msi.UInt("vectors");
            shmem.MsiIoeventfd = msi.OnOff("ioeventfd");
            if (!shmem.HasServer)
            {
                throw msi.Error("msi option is only supported with a server");
            }
        }

        DeviceReader.ReadCommon(cursor, shmem);
        return shmem;
    }
}
