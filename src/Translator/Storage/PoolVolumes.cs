using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Storage;

/// <summary>Sources of type volume: what the volume of a storage pool leads to (storage.md 4.3).</summary>
internal static class PoolVolumes
{
    /// <summary>A copy of the source with the volume resolved; its backing images and data files are those of the original.</summary>
    /// <exception cref="DomainException">Pool or volume are not there, not active or of no use to a guest.</exception>
    public static StorageSource Resolve(StorageSource source, IHostFacts host)
    {
        StoragePoolVolume reference = source.PoolVolume!;
        HostStoragePool pool = host.StoragePool(reference.Pool)
            ?? throw new DomainException($"Storage pool not found: no storage pool with matching name '{reference.Pool}'", source.Position, RefusalKind.Operation)
            {
                HasClass = true,
            };
        if (!pool.IsActive)
        {
            throw DomainException.Unsupported($"storage pool '{reference.Pool}' containing volume '{reference.Volume}' is not active", source.Position);
        }

        HostStorageVolume volume = host.StorageVolume(reference.Pool, reference.Volume)
            ?? throw DomainException.Operation($"Storage volume not found: no storage vol with matching name '{reference.Volume}'", source.Position);
        StorageSource resolved = Copy(source);
        if (reference.Mode is not null && pool.Type != "iscsi")
        {
            throw new DomainException("disk source mode is only valid when storage pool is of iscsi type", source.Position);
        }

        switch (pool.Type)
        {
            case "dir" or "fs" or "netfs" or "logical" or "disk" or "scsi" or "zfs" or "vstorage":
                Local(resolved, volume);
                break;
            case "iscsi" when reference.Mode != PoolVolumeMode.Direct:
                resolved.Type = StorageType.Block;
                resolved.Path = volume.Path;
                break;
            case "iscsi" or "iscsi-direct":
                Iscsi(resolved, pool, reference.Volume);
                break;
            default:
                throw DomainException.Unsupported($"using '{pool.Type}' pools for backing 'volume' disks isn't yet supported", source.Position);
        }

        resolved.Format ??= resolved.Type == StorageType.Dir ? StorageFormat.Fat : StorageFormat.Raw;
        return resolved;
    }

    private static void Local(StorageSource resolved, HostStorageVolume volume)
    {
        resolved.Path = volume.Path;
        resolved.Type = volume.Type switch
        {
            "file" or "ploop" => StorageType.File,
            "dir" => StorageType.Dir,
            "block" => StorageType.Block,
            _ => throw DomainException.Internal($"unexpected storage volume type '{volume.Type}' for storage pool", resolved.Position),
        };
    }

    private static void Iscsi(StorageSource resolved, HostStoragePool pool, string volume)
    {
        if (pool.Hosts.Count != 1)
        {
            throw new DomainException("Expected exactly 1 host for the storage pool", resolved.Position);
        }

        string[] fields = volume.Split(':');
        if (fields.Length != 4)
        {
            throw DomainException.Internal($"unexpected iscsi volume name '{volume}': unit:H:C:L would be right", resolved.Position);
        }

        resolved.Type = StorageType.Network;
        resolved.Protocol = StorageProtocol.Iscsi;
        resolved.Path = $"{pool.DevicePath}/{fields[3]}";
        (string name, uint port) = pool.Hosts[0];
        resolved.Hosts.Add(new StorageHost { Name = name, Port = port == 0 ? 3260 : port });
        resolved.InitiatorIqn = pool.InitiatorIqn;
        if (pool.AuthUsername is { } user && pool.AuthSecret is { } secret)
        {
            resolved.Auth = new StorageAuth { Username = user, Secret = secret };
        }
    }

    private static StorageSource Copy(StorageSource source)
    {
        var copy = new StorageSource
        {
            Position = source.Position,
            Format = source.Format,
            Encryption = source.Encryption,
            Reservations = source.Reservations,
            Slice = source.Slice,
            MetadataCacheMaxSize = source.MetadataCacheMaxSize,
            DataStore = source.DataStore,
            Backing = source.Backing,
            IsChainEnd = source.IsChainEnd,
            PoolVolume = source.PoolVolume,
        };
        copy.SecLabels.AddRange(source.SecLabels);
        return copy;
    }
}
