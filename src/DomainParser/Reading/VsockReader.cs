using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;vsock&gt; (devices.md 8.8).</summary>
internal static class VsockReader
{
    public static Vsock Read(XmlCursor cursor)
    {
        var vsock = new Vsock { Model = cursor.EnumOrDefault("model", VirtioModel.Names), Virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver")) };
        if (cursor.Child("cid") is { } cid)
        {
            vsock.AutoCid = cid.YesNo("auto");
            vsock.Cid = cid.UInt("address") switch
            {
                null => 0,
                0 => throw cid.Error("a vsock cid of 0 is not possible: 3 or more would be right"),
                var address => address.Value,
            };
        }

        DeviceReader.ReadCommon(cursor, vsock);
        return vsock;
    }
}
