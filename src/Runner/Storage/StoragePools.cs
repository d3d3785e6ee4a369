using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Storage;

/// <summary>
/// The storage pools that are defined on this host, in VirshLite's directory or libvirt's, and their volumes as far as they are files or devices of this host.
/// Directories are worked on; of other pools what is there is shown.
/// </summary>
public sealed class StoragePools
{
    private readonly HostFiles files = new("");
    private readonly string[] directories;
    private readonly bool privileged;

    public StoragePools(Settings settings)
    {
        privileged = settings.Privileged;
        directories = [settings.ConfigDirectory + "/storage", DefinitionFiles.Beside(LiveHostFacts.LibvirtConfiguration(privileged), "storage")];
    }

    /// <summary>All pools, by name.</summary>
    public IReadOnlyList<PoolRecord> All()
    {
        var found = new SortedDictionary<string, PoolRecord>(StringComparer.Ordinal);
        foreach (string directory in directories)
        {
            foreach (string name in files.Names(directory).Where(n => n.EndsWith(".xml", StringComparison.Ordinal)))
            {
                if (DefinitionFiles.Load(files, $"{directory}/{name}") is { } xml && xml.Name == "pool" && xml.Element("name")?.Value is { Length: > 0 } pool)
                {
                    found.TryAdd(pool, Read(xml, pool, directory, name));
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>By name or UUID.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public PoolRecord Get(string what) => All() is var all && all.FirstOrDefault(p => Guid.TryParse(what, out Guid uuid) && p.Uuid == uuid) is { } byUuid
        ? byUuid
        : all.FirstOrDefault(p => p.Name == what)
        ?? throw DomainException.Operation($"failed to get pool '{what}'\nerror: Storage pool not found: no storage pool with matching name '{what}'");

    /// <summary>Its XML in libvirt's layout; an active one's with its sizes.</summary>
    public string Xml(PoolRecord pool)
    {
        XElement xml = DefinitionFiles.Load(files, pool.File)!;
        if (pool.Space is { } space)
        {
            foreach ((string name, long bytes) in (ReadOnlySpan<(string, long)>)[("capacity", space.Capacity),
                ("allocation", space.Capacity - space.Available), ("available", space.Available)])
            {
                XElement element = xml.Element(name) ?? new XElement(name);
                element.SetAttributeValue("unit", "bytes");
                element.Value = bytes.ToString(CultureInfo.InvariantCulture);
                if (element.Parent is null)
                {
                    xml.Add(element);
                }
            }
        }

        return StoredXml.Write(xml);
    }

    /// <summary>Names and paths of an active pool's volumes, by name.</summary>
    /// <exception cref="DomainException">The pool is not active.</exception>
    public static IReadOnlyList<(string Name, string Path)> Volumes(PoolRecord pool)
    {
        if (!pool.IsActive)
        {
            throw DomainException.Operation($"Failed to list volumes\nerror: Requested operation is not valid: storage pool '{pool.Name}' is not active");
        }

        return pool.Target is null || !Directory.Exists(pool.Target) ? []
            : [.. new DirectoryInfo(pool.Target).EnumerateFileSystemInfos().Where(IsVolume).Select(f => (f.Name, f.FullName))
                .OrderBy(v => v.Name, StringComparer.Ordinal)];
    }

    /// <summary>A volume by name in that pool, or by path; null as pool: in any.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public (PoolRecord Pool, string Path) Find(string volume, string? pool)
    {
        foreach (PoolRecord each in pool is null ? All().Where(p => p.IsActive) : [Get(pool)])
        {
            foreach ((string name, string path) in each.IsActive ? Volumes(each) : [])
            {
                if (path == volume || (pool is not null && name == volume))
                {
                    return (each, path);
                }
            }
        }

        throw DomainException.Operation(
            $"failed to get vol '{volume}'{(pool is null ? ", specifying --pool might help" : "")}\nerror: Storage volume not found: no storage vol with "
            + $"matching path '{volume}'");
    }

    /// <summary>The pool whose directory a path is in; null: no active pool's.</summary>
    public PoolRecord? PoolOf(string path) =>
        All().FirstOrDefault(p => p.IsActive && p.Target is { } target && Path.GetDirectoryName(path) == target.TrimEnd('/'));

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
        xml.Open("permissions").Element("mode", "0" + Convert.ToString((int)(status.Mode & 0xFFF), 8)).Element("owner", status.Uid).Element("group", status.Gid)
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

    private static bool IsVolume(FileSystemInfo entry) =>
        entry.Name[0] != '.' && new HostFiles("").KindOf(entry.FullName) is (HostPathKind.File or HostPathKind.Block or HostPathKind.Directory);

    private static string Time(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000_000}.{nanoseconds % 1_000_000_000:000000000}");

    private PoolRecord Read(XElement xml, string name, string directory, string file)
    {
        string? target = xml.Element("target")?.Element("path")?.Value is { Length: > 0 } path ? path : null;
        bool active = (target is not null && Path.Exists(target)) || (privileged && files.Exists($"/run/libvirt/storage/{name}.xml"));
        return new PoolRecord(
            name,
            Guid.TryParse(xml.Element("uuid")?.Value, out Guid uuid) ? uuid : null,
            xml.Attribute("type")?.Value ?? "",
            target,
            active,
            files.Exists($"{directory}/autostart/{file}"),
            $"{directory}/{file}");
    }
}
