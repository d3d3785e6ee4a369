using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Storage;

/// <summary>
/// Starts and stops pools: directories are looked at, file systems are mounted and unmounted. A pool of another type is active where its target is there; what
/// brings that up is its own tools' (vgchange, iscsiadm …).
/// </summary>
public sealed class PoolActivity
{
    private readonly StoragePools pools;
    private readonly PoolPlaces places;

    internal PoolActivity(Settings settings, StoragePools pools)
    {
        this.pools = pools;
        places = new PoolPlaces(settings);
    }

    /// <exception cref="DomainException">It is active, or what it needs is not there.</exception>
    public void Start(PoolRecord pool)
    {
        if (pool.IsActive)
        {
            throw DomainException.Operation($"storage pool '{pool.Name}' is already active");
        }

        Begin(pool);
        if (pool.IsMounted)
        {
            Mount(pool);
        }

        Files.Delete(places.Stopped(pool.Name));
    }

    /// <summary>Its volumes stay; a pool without a definition is forgotten.</summary>
    /// <exception cref="DomainException">It is not active.</exception>
    public void Stop(PoolRecord pool)
    {
        RequireActive(pool);
        if (pool.IsLibvirts)
        {
            throw DomainException.Operation($"storage pool '{pool.Name}' is active in libvirt: 'virsh pool-destroy {pool.Name}' of libvirt's stops it");
        }

        if (pool.IsMounted)
        {
            new HostCommand("umount", pool.Target!).Run().Check();
        }

        if (pool.IsPersistent)
        {
            Files.MakeDirectory(places.State, FileModes.PublicDirectory);
            Files.WriteAtomically(places.Stopped(pool.Name), [], FileModes.OwnerFile);
        }
        else
        {
            Files.Delete(pool.File);
        }
    }

    /// <summary>Makes its directory, with the permissions of the XML.</summary>
    /// <exception cref="DomainException">It is active, or of another type.</exception>
    public void Build(PoolRecord pool, bool overwrite, bool noOverwrite)
    {
        if (overwrite && noOverwrite)
        {
            throw new DomainException(
                "Flags 'VIR_STORAGE_POOL_BUILD_OVERWRITE' and 'VIR_STORAGE_POOL_BUILD_NO_OVERWRITE' are mutually exclusive", default, RefusalKind.Plain);
        }

        if (pool.IsActive)
        {
            throw DomainException.Operation($"storage pool '{pool.Name}' is already active");
        }

        RequireDirectory(pool, "built");
        if (overwrite || noOverwrite)
        {
            throw pool.Type == "fs" ? DomainException.Unsupported("file systems are not made here; 'mkfs' makes them")
                : DomainException.Operation($"No source device specified when formatting pool '{pool.Name}'");
        }

        XElement? permissions = pools.Definition(pool).Element("target")?.Element("permissions");
        UnixFileMode? mode = ModeOf(permissions?.Element("mode")?.Value);
        Directory.CreateDirectory(pool.Target!, FileModes.PassageDirectory);

        // whoever owns a directory above could put a link in its place meanwhile, or in the place of what is made
        using OutputPlace place = OutputPlace.Of(pool.Target!);
        using FileDescriptor directory = Files.OpenDirectory(place.Path);
        if (mode is { } wanted)
        {
            Files.SetMode($"/proc/self/fd/{directory.Number}", wanted);
        }

        if (Number("owner") is { } owner && Number("group") is { } group && (owner, group) is not (-1, -1))
        {
            Files.SetOwner(directory, new FileOwner(unchecked((uint)owner), unchecked((uint)group)), pool.Target!);
        }

        int? Number(string name) => int.TryParse(permissions?.Element(name)?.Value, CultureInfo.InvariantCulture, out int value) ? value : null;
    }

    /// <summary>Removes its directory, which has to be empty.</summary>
    /// <exception cref="DomainException">It is active, of another type, or not empty.</exception>
    public static void Delete(PoolRecord pool)
    {
        if (pool.IsActive)
        {
            throw DomainException.Operation($"storage pool '{pool.Name}' is still active");
        }

        RequireDirectory(pool, "removed");
        try
        {
            Directory.Delete(pool.Target!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = !Directory.Exists(pool.Target) ? "No such file or directory"
                : Directory.EnumerateFileSystemEntries(pool.Target!).Any() ? "Directory not empty" : e.Message;
            throw new DomainException($"failed to remove pool '{pool.Target}': {why}", default, RefusalKind.Plain);
        }
    }

    /// <summary>There is nothing to read anew: volumes are looked at when they are asked for.</summary>
    /// <exception cref="DomainException">It is not active.</exception>
    public static void Refresh(PoolRecord pool)
    {
        RequireActive(pool);
        Begin(pool);
    }

    /// <exception cref="DomainException">Its target is not there.</exception>
    internal static void Begin(PoolRecord pool)
    {
        if (pool.Target is { } target && !Path.Exists(target))
        {
            throw new DomainException($"cannot open directory '{target}': No such file or directory", default, RefusalKind.Plain);
        }

        if (pool.Target is null)
        {
            throw DomainException.Unsupported($"pools of type '{pool.Type}' are not started here: disks name their images themselves");
        }
    }

    private static UnixFileMode? ModeOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int mode = 0;
        foreach (char digit in text)
        {
            mode = digit is >= '0' and <= '7' && mode <= 0x1FF ? (mode * 8) + digit - '0' : throw DomainException.Operation("XML error: malformed octal mode");
        }

        return text.Length > 0 ? (UnixFileMode)mode : throw DomainException.Operation("XML error: malformed octal mode");
    }

    private void Mount(PoolRecord pool)
    {
        XElement? source = pools.Definition(pool).Element("source");
        string directory = source?.Element("dir")?.Attribute("path")?.Value ?? "";
        string? host = source?.Element("host")?.Attribute("name")?.Value;
        string? format = source?.Element("format")?.Attribute("type")?.Value;
        (string? type, string from) = pool.Type == "fs"
            ? (format is null or "auto" ? null : format, source?.Element("device")?.Attribute("path")?.Value ?? "")
            : format switch
            {
                "cifs" => ("cifs", $"//{host}/{directory.TrimStart('/')}"),
                "glusterfs" => ("glusterfs", $"{host}:{directory}"),
                _ => ("nfs", $"{host}:{directory}"),
            };
        string? version = source?.Element("protocol")?.Attribute("ver")?.Value;
        string[] options = version is null ? [] : ["-o", "nfsvers=" + version];
        new HostCommand("mount", [.. type is null ? Array.Empty<string>() : ["-t", type], .. options, "--", from, pool.Target!]).Run().Check();
    }

    private static void RequireActive(PoolRecord pool)
    {
        if (!pool.IsActive)
        {
            throw DomainException.Operation($"storage pool '{pool.Name}' is not active");
        }
    }

    private static void RequireDirectory(PoolRecord pool, string done)
    {
        if (pool.Type is not ("dir" or "fs" or "netfs") || pool.Target is null)
        {
            throw DomainException.Unsupported($"pools of type '{pool.Type}' are not {done} here; their own tools do that");
        }
    }
}
