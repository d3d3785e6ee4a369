using System.Text;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Storage;

/// <summary>
/// Pools' definitions: VirshLite's own directory is written, libvirt's are changed in place. A pool is not active once it is defined, as with libvirt.
/// </summary>
public sealed class PoolDefinitions
{
    private readonly StoragePools pools;
    private readonly PoolPlaces places;

    internal PoolDefinitions(Settings settings, StoragePools pools)
    {
        this.pools = pools;
        places = new PoolPlaces(settings);
    }

    /// <summary>Keeps a definition, new or in place of the one with its UUID.</summary>
    /// <returns>The pool's name.</returns>
    /// <exception cref="DomainException">It is no pool's XML, or another pool has its name, UUID or source.</exception>
    public string Define(string text)
    {
        XElement pool = PoolXml.Read(text);
        using FileLock held = Lock();
        PoolRecord? present = CheckClash(pool);
        string name = NameOf(pool);
        Write(present is { IsPersistent: true } ? present.File : $"{places.Own}/{name}.xml", pool);
        if (present is null)
        {
            Files.WriteAtomically(places.Stopped(name), [], FileModes.OwnerFile);
        }

        return name;
    }

    /// <summary>Brings a pool up that has no definition.</summary>
    /// <param name="text">Its XML.</param>
    /// <param name="build">Makes its directory first; null: it is there.</param>
    /// <inheritdoc cref="Define"/>
    public string Create(string text, Action<PoolRecord>? build)
    {
        XElement pool = PoolXml.Read(text);
        using FileLock held = Lock();
        string name = NameOf(pool);
        if (CheckClash(pool) is { } present)
        {
            throw present.IsActive ? DomainException.Operation($"pool is already active as '{name}'")
                : DomainException.Failed($"pool '{name}' is already defined with uuid {present.Uuid}");
        }

        string file = places.Transient(name);
        Write(file, pool);
        try
        {
            PoolRecord made = pools.Get(name);
            build?.Invoke(made);
            PoolActivity.Begin(made);
        }
        catch
        {
            Files.Delete(file);
            throw;
        }

        return name;
    }

    /// <exception cref="DomainException">It is active.</exception>
    public void Undefine(PoolRecord pool)
    {
        using FileLock held = Lock();
        if (pool.IsActive)
        {
            throw DomainException.Operation($"storage pool '{pool.Name}' is still active");
        }

        Files.Delete(PoolPlaces.AutostartLink(pool.File));
        Files.Delete(pool.File);
        Files.Delete(places.Stopped(pool.Name));
    }

    /// <exception cref="DomainException">It has no definition.</exception>
    public static void SetAutostart(PoolRecord pool, bool on)
    {
        if (!pool.IsPersistent)
        {
            throw DomainException.Internal("pool has no config file");
        }

        string link = PoolPlaces.AutostartLink(pool.File);
        Files.Delete(link);
        if (on)
        {
            Files.MakeDirectory(Path.GetDirectoryName(link)!, FileModes.PublicDirectory);
            File.CreateSymbolicLink(link, pool.File);
        }
    }

    private FileLock Lock()
    {
        Files.MakeDirectory(places.State, FileModes.PublicDirectory);
        return FileLock.Take(places.Lock);
    }

    /// <summary>The pool that it would take the place of; null where there is none.</summary>
    private PoolRecord? CheckClash(XElement pool)
    {
        string name = NameOf(pool);
        Guid uuid = Guid.Parse(pool.Element("uuid")!.Value);
        PoolRecord? same = null;
        foreach (PoolRecord other in pools.All())
        {
            if (other.Name == name && other.Uuid == uuid)
            {
                same = other;
            }
            else if (other.Name == name)
            {
                throw DomainException.Failed($"pool '{name}' already exists with uuid {other.Uuid}");
            }
            else if (other.Uuid == uuid)
            {
                throw DomainException.Failed($"pool '{other.Name}' is already defined with uuid {uuid}");
            }
            else if (other.Type == pool.Attribute("type")!.Value && SourceOf(pools.Definition(other)) == SourceOf(pool))
            {
                throw DomainException.Failed($"Storage source conflict with pool: '{other.Name}'");
            }
        }

        return same;
    }

    /// <summary>What no two pools of a type may share: directories their target, others their source.</summary>
    private static string SourceOf(XElement pool) => pool.Attribute("type")?.Value == "dir" ? PoolXml.TargetOf(pool) ?? ""
        : string.Concat(pool.Element("source")?.Elements().Where(e => e.Name.LocalName is "host" or "dir" or "device" or "name" or "adapter")
            .Select(e => e.ToString(SaveOptions.DisableFormatting)) ?? []) is { Length: > 0 } source ? source : PoolXml.TargetOf(pool) ?? "";

    private static string NameOf(XElement pool) => pool.Element("name")!.Value;

    private static void Write(string file, XElement pool)
    {
        Files.MakeDirectory(Path.GetDirectoryName(file)!, FileModes.PublicDirectory);
        Files.WriteAtomically(file, Encoding.UTF8.GetBytes(StoredXml.Write(pool)), FileModes.OwnerFile, durable: true);
    }
}
