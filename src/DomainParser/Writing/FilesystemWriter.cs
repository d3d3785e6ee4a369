using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;filesystem&gt;.</summary>
internal static class FilesystemWriter
{
    public static void Write(XmlOutput xml, Filesystem filesystem)
    {
        xml.Open("filesystem").Attr("type", FilesystemType.Names[filesystem.Type]).Attr("accessmode", filesystem.AccessMode, FilesystemAccessMode.Names);
        xml.Attr("model", filesystem.Model, VirtioModel.Names);
        xml.Attr("multidevs", filesystem.Multidevs == FilesystemMultidevs.Default ? null : filesystem.Multidevs, FilesystemMultidevs.Names);
        xml.Attr("fmode", Octal(filesystem.FileMode)).Attr("dmode", Octal(filesystem.DirectoryMode));
        xml.Group("driver", x =>
        {
            // without a type the rest is not printed (measured: libvirt 11.3)
            if (filesystem.Driver is { } driver and not FilesystemDriver.Default)
            {
                x.Attr("type", FilesystemDriver.Names[driver]).Attr("format", filesystem.Format, StorageFormat.Names);
                x.Attr("wrpolicy", filesystem.WritePolicy == FilesystemWritePolicy.Default ? null : filesystem.WritePolicy, FilesystemWritePolicy.Names);
                x.Attr("queue", driver != FilesystemDriver.Virtiofs || filesystem.QueueSize == 0 ? null : filesystem.QueueSize);
            }

            DeviceWriter.WriteVirtioOptions(x, filesystem.VirtioOptions);
        });
        Binary(xml, filesystem.Binary);
        IdMapWriter.Write(xml, filesystem.IdMap);
        Source(xml, filesystem);
        xml.Open("target").Attr("dir", filesystem.Target).Close();
        xml.Empty("readonly", filesystem.ReadOnly);
        Limit(xml, "space_hard_limit", filesystem.SpaceHardLimit);
        Limit(xml, "space_soft_limit", filesystem.SpaceSoftLimit);
        DeviceWriter.WriteBoot(xml, filesystem);
        DeviceWriter.WriteCommon(xml, filesystem);
        xml.Close();
    }

    private static void Source(XmlOutput xml, Filesystem filesystem)
    {
        xml.Open("source");
        switch (filesystem.Type)
        {
            case FilesystemType.Mount or FilesystemType.Bind:
                xml.Attr("socket", filesystem.Socket).Attr("dir", filesystem.Socket is null ? filesystem.Source : null);
                break;
            case FilesystemType.File:
                xml.Attr("file", filesystem.Source);
                break;
            case FilesystemType.Block:
                xml.Attr("dev", filesystem.Source);
                break;
            case FilesystemType.Template:
                xml.Attr("name", filesystem.Source);
                break;
            case FilesystemType.Ram:
                xml.Attr("usage", filesystem.RamKiB).Attr("units", "KiB");
                break;
            case FilesystemType.Volume when filesystem.PoolVolume is { } volume:
                xml.Attr("pool", volume.Pool).Attr("volume", volume.Volume);
                break;
        }

        xml.Close();
    }

    private static void Binary(XmlOutput xml, VirtiofsBinary? binary)
    {
        if (binary is null)
        {
            return;
        }

        xml.Group("binary", x =>
        {
            x.Attr("path", binary.Path).OnOff("xattr", binary.Xattr);
            if (binary.Cache is { } cache)
            {
                x.Open("cache").Attr("mode", VirtiofsCache.Names[cache]).Close();
            }

            if (binary.Sandbox is { } sandbox)
            {
                x.Open("sandbox").Attr("mode", VirtiofsSandbox.Names[sandbox]).Close();
            }

            if (binary.LockPosix is not null || binary.Flock is not null)
            {
                x.Open("lock").OnOff("posix", binary.LockPosix).OnOff("flock", binary.Flock).Close();
            }

            if (binary.ThreadPoolSize is { } size)
            {
                x.Open("thread_pool").Attr("size", size).Close();
            }

            if (binary.OpenFilesMax != 0)
            {
                x.Open("openfiles").Attr("max", binary.OpenFilesMax).Close();
            }
        });
    }

    private static void Limit(XmlOutput xml, string name, ulong bytes)
    {
        if (bytes != 0)
        {
            xml.Open(name).Attr("unit", "bytes").CloseWith(bytes);
        }
    }

    private static string? Octal(uint mode) => mode == 0 ? null : Convert.ToString(mode, 8).PadLeft(4, '0');
}
