using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
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
    private readonly PoolPlaces places;
    private readonly bool privileged;

    public StoragePools(Settings settings)
    {
        privileged = settings.Privileged;
        places = new PoolPlaces(settings);
        Definitions = new PoolDefinitions(settings, this);
        Activity = new PoolActivity(settings, this);
    }

    public PoolDefinitions Definitions { get; }

    public PoolActivity Activity { get; }

    /// <summary>Names of all kinds of pools.</summary>
    public static IReadOnlyList<string> Types => PoolXml.Types;

    /// <summary>All pools, by name.</summary>
    public IReadOnlyList<PoolRecord> All()
    {
        var found = new SortedDictionary<string, PoolRecord>(StringComparer.Ordinal);
        foreach (string directory in (string[])[.. places.Definitions, places.State])
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
        ?? throw DomainException.Operation($"failed to get pool '{what}'\nerror: Storage pool not found: no storage pool with matching "
            + $"{(Guid.TryParse(what, out _) ? "uuid" : "name")} '{what}'");

    /// <summary>Its XML as it stands in its file.</summary>
    internal XElement Definition(PoolRecord pool) =>
        DefinitionFiles.Load(files, pool.File) ?? throw DomainException.Operation($"the file '{pool.File}' of pool '{pool.Name}' cannot be read");

    /// <summary>Its XML in libvirt's layout; an active one's with its sizes and the permissions of its directory.</summary>
    public string Xml(PoolRecord pool, bool inactive = false)
    {
        XElement xml = Definition(pool);
        if (!inactive && pool.Space is { } space)
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

            if (FileStatus.Of(pool.Target!) is { } status && xml.Element("target") is { } target)
            {
                target.Element("permissions")?.Remove();
                target.Add(new XElement(
                    "permissions",
                    new XElement("mode", StorageVolumes.Octal(status.Mode)),
                    new XElement("owner", status.Uid),
                    new XElement("group", status.Gid)));
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

    private static bool IsVolume(FileSystemInfo entry) =>
        entry.Name[0] != '.' && new HostFiles("").KindOf(entry.FullName) is (HostPathKind.File or HostPathKind.Block or HostPathKind.Directory);

    private PoolRecord Read(XElement xml, string name, string directory, string file)
    {
        bool isTransient = directory == places.State;
        string type = xml.Attribute("type")?.Value ?? "";
        string? target = PoolXml.TargetOf(xml);
        bool isLibvirts = privileged && files.Exists($"/run/libvirt/storage/{name}.xml");
        bool isThere = target is not null && (type is "fs" or "netfs" ? Mounts.Contains(files, target) : Path.Exists(target));
        return new PoolRecord(
            name,
            Guid.TryParse(xml.Element("uuid")?.Value, out Guid uuid) ? uuid : null,
            type,
            target,
            isLibvirts || (isThere && !files.Exists(places.Stopped(name))),
            !isTransient && files.Exists($"{directory}/autostart/{file}"),
            $"{directory}/{file}")
        {
            IsPersistent = !isTransient,
            IsLibvirts = isLibvirts,
        };
    }
}
