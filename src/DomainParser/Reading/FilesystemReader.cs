using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;filesystem&gt; (rules: storage.md 17.1).</summary>
internal static class FilesystemReader
{
    public static Filesystem Read(XmlCursor cursor)
    {
        var filesystem = new Filesystem
        {
            Type = cursor.Enum("type", FilesystemType.Names) ?? FilesystemType.Mount,
            AccessMode = cursor.EnumUnlessEmpty("accessmode", FilesystemAccessMode.Names),
            FileMode = Octal(cursor, "fmode"),
            DirectoryMode = Octal(cursor, "dmode"),
            Multidevs = cursor.Enum("multidevs", FilesystemMultidevs.Names),
            Model = cursor.Enum("model", VirtioModel.Names),
            ReadOnly = cursor.HasChild("readonly"),
            SpaceHardLimit = cursor.FilledChild("space_hard_limit")?.ContentBytes("bytes") ?? 0,
            SpaceSoftLimit = cursor.FilledChild("space_soft_limit")?.ContentBytes("bytes") ?? 0,
        };
        DeviceReader.ReadCommon(cursor, filesystem);
        DeviceReader.ReadBoot(cursor, filesystem);
        Driver(cursor.Child("driver"), filesystem);
        Source(cursor.Child("source"), filesystem);
        if (filesystem.Source is null && filesystem.Socket is null && filesystem.Type is not (FilesystemType.Ram or FilesystemType.Volume))
        {
            throw cursor.Error("missing 'source' element for filesystem: <source dir=…/> or <source socket=…/> would be right");
        }

        filesystem.Target = cursor.Child("target")?.NonEmpty("dir")
            ?? throw cursor.Error($"missing target information for device {filesystem.Source ?? filesystem.Socket}: <target dir=…/> is needed");

        filesystem.IdMap = IdMapReader.Read(cursor.Since("10.0").Child("idmap"));
        if (filesystem.IdMap is { } map && (filesystem.Driver != FilesystemDriver.Virtiofs || map.Uids.Count == 0))
        {
            cursor.Context.Ignored("<idmap> is for virtiofs, and needs an <uid>", cursor.Position);
            filesystem.IdMap = null;
        }

        if (filesystem.Driver == FilesystemDriver.Virtiofs)
        {
            filesystem.Binary = Binary(cursor.Child("binary"));
        }
        else if (cursor.Child("binary") is { } binary)
        {
            binary.Context.Ignored("<binary> is only for the driver virtiofs", binary.Position);
            binary.TakeAnything();
        }

        return filesystem;
    }

    private static void Driver(XmlCursor? driver, Filesystem filesystem)
    {
        if (driver is null)
        {
            return;
        }

        filesystem.Driver = driver.Enum("type", FilesystemDriver.Names);
        driver.RefuseNewer(filesystem.Driver == FilesystemDriver.Mtp, "type='mtp'", "9.9");
        filesystem.Format = driver.Enum("format", StorageFormat.Names);
        filesystem.WritePolicy = driver.Enum("wrpolicy", FilesystemWritePolicy.Names);
        filesystem.QueueSize = driver.ULong("queue") ?? 0;
        filesystem.VirtioOptions = DeviceReader.ReadVirtioOptions(driver);
        driver.IgnoreAttributes("name");
    }

    private static void Source(XmlCursor? source, Filesystem filesystem)
    {
        if (source is null)
        {
            return;
        }

        switch (filesystem.Type)
        {
            case FilesystemType.Mount or FilesystemType.Bind:
                filesystem.Source = source.NonEmpty("dir");
                filesystem.Socket = source.NonEmpty("socket");
                break;
            case FilesystemType.File:
                filesystem.Source = source.NonEmpty("file");
                break;
            case FilesystemType.Block:
                filesystem.Source = source.NonEmpty("dev");
                break;
            case FilesystemType.Template:
                filesystem.Source = source.NonEmpty("name");
                break;
            case FilesystemType.Ram:
                filesystem.RamKiB = DataSize.ToKiBRoundedUp(source.AttributeBytes("usage", "KiB", "units") ?? 0);
                break;
            case FilesystemType.Volume:
                filesystem.PoolVolume = StorageSourceReader.PoolVolume(source);
                break;
        }
    }

    private static VirtiofsBinary? Binary(XmlCursor? binary)
    {
        if (binary is null)
        {
            return null;
        }

        XmlCursor? @lock = binary.Child("lock");
        return new VirtiofsBinary
        {
            Path = binary.NonEmpty("path"),
            Xattr = binary.OnOff("xattr"),
            Cache = binary.Child("cache")?.Enum("mode", VirtiofsCache.Names),
            Sandbox = binary.Child("sandbox")?.Enum("mode", VirtiofsSandbox.Names),
            LockPosix = @lock?.OnOff("posix"),
            Flock = @lock?.OnOff("flock"),
            ThreadPoolSize = binary.Child("thread_pool")?.Int("size"),
            OpenFilesMax = binary.Since("10.6").Child("openfiles")?.ULong("max") ?? 0,
        };
    }

    /// <summary>An octal number up to 0777; 0 where absent.</summary>
    private static uint Octal(XmlCursor cursor, string attribute)
    {
        if (cursor.Text(attribute) is not { } text)
        {
            return 0;
        }

        uint value = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '7' || value > 0x1ff)
            {
                throw Wrong();
            }

            value = (value * 8) + (uint)(c - '0');
        }

        return text.Length > 0 && value <= 0x1ff ? value : throw Wrong();

        DomainException Wrong() => cursor.Error(
            $"'{text}' is not a value of the attribute '{attribute}' of <filesystem>: octal digits up to 0777 would be right");
    }
}
