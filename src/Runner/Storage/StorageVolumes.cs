using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Storage;

/// <summary>Volumes as files and devices of this host: looked at with qemu-img, made and removed in directories.</summary>
public static class StorageVolumes
{
    /// <summary>What a volume is, as qemu-img tells.</summary>
    public static VolumeRecord Look(string path)
    {
        FileStatus status = FileStatus.Of(path) ?? throw DomainException.Operation($"Storage volume not found: '{path}' cannot be looked at");
        string name = Path.GetFileName(path);
        if (Directory.Exists(path))
        {
            return new VolumeRecord(name, path, "dir", "dir", 0, status.AllocatedBytes, status.Size);
        }

        CommandResult told = new HostCommand("qemu-img", "info", "--force-share", "--output=json", path).Run();
        using JsonDocument? json = told.Success ? JsonDocument.Parse(told.Output) : null;
        string type = new HostFiles("").KindOf(path) == HostPathKind.Block ? "block" : "file";
        return new VolumeRecord(
            name,
            path,
            type,
            json?.RootElement.GetProperty("format").GetString() ?? "raw",
            json?.RootElement.GetProperty("virtual-size").GetUInt64() ?? status.Size,
            status.AllocatedBytes,
            status.Size);
    }

    /// <summary>A volume's XML (formatstorage).</summary>
    public static string Xml(VolumeRecord volume)
    {
        FileStatus status = FileStatus.Of(volume.Path)!.Value;
        var xml = new XmlOutput();
        xml.Open("volume").Attr("type", volume.Type).Element("name", volume.Name).Element("key", volume.Path);
        xml.Open("capacity").Attr("unit", "bytes").CloseWith(volume.Capacity);
        xml.Open("allocation").Attr("unit", "bytes").CloseWith(volume.Allocation);
        xml.Open("physical").Attr("unit", "bytes").CloseWith(volume.Physical);
        xml.Open("target").Element("path", volume.Path);
        xml.Open("format").Attr("type", volume.Format).Close();
        xml.Open("permissions").Element("mode", Octal(status.Mode)).Element("owner", status.Uid).Element("group", status.Gid)
            .Close();
        xml.Open("timestamps").Element("mtime", Time(status.ModifyTime)).Element("ctime", Time(status.ChangeTime)).Close();
        return xml.Close().Close().ToString();
    }

    /// <summary>Makes a volume in a directory pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="capacity">Bytes that a guest sees.</param>
    /// <param name="format">raw, qcow2 …</param>
    /// <param name="allocated">All of it is taken up at once.</param>
    /// <param name="backing">An image below it, and that one's format.</param>
    /// <exception cref="DomainException">There is one, the pool is no directory, or qemu-img fails.</exception>
    public static void Create(PoolRecord pool, string name, ulong capacity, string format, bool allocated, (string Path, string Format)? backing)
    {
        CheckIsDirectory(pool);
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || name[0] == '-' || name is "." or "..")
        {
            throw DomainException.Operation($"XML error: volume name '{name}' cannot be a file's");
        }

        string path = $"{pool.Target!.TrimEnd('/')}/{name}";
        if (Path.Exists(path))
        {
            throw DomainException.Operation($"storage volume '{name}' exists already");
        }

        List<string> arguments = ["create", "-q", "-f", format];
        if (format is "raw" or "qcow2" && backing is null)
        {
            arguments.AddRange(["-o", "preallocation=" + (allocated ? "falloc" : "off")]);
        }

        if (backing is { } below)
        {
            arguments.AddRange(["-b", below.Path, "-F", below.Format]);
        }

        try
        {
            new HostCommand("qemu-img", [.. arguments, "--", path, capacity.ToString(CultureInfo.InvariantCulture)]).Run().Check();
            Files.SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (DomainException)
        {
            Files.Delete(path);
            throw;
        }
    }

    /// <summary>Removes a volume's file.</summary>
    /// <exception cref="DomainException">The pool is no directory; the file cannot be removed.</exception>
    public static void Delete(PoolRecord pool, string path)
    {
        CheckIsDirectory(pool);
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DomainException.Operation($"cannot unlink file '{path}': {e.Message}");
        }
    }

    private static void CheckIsDirectory(PoolRecord pool)
    {
        if (!pool.IsDirectory)
        {
            throw DomainException.Operation(
                $"unsupported configuration: volumes of pool '{pool.Name}' of type '{pool.Type}' are shown, not made or removed; libvirt or its own tools do "
                + "that");
        }
    }

    /// <summary>Permissions as libvirt writes them: 0755.</summary>
    internal static string Octal(uint mode) => "0" + Convert.ToString((int)(mode & 0xFFF), 8);

    private static string Time(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000_000}.{nanoseconds % 1_000_000_000:000000000}");
}
