using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>What one image's XML leaves open (completion.md 6.1).</summary>
internal static class StorageSourceDefaults
{
    public static void Complete(StorageSource source)
    {
        if (source.Encryption is { } encryption)
        {
            encryption.Engine ??= EncryptionEngine.Qemu;
        }

        if (source.Nvme is { } nvme)
        {
            nvme.Managed ??= true;
        }

        if (source.Type != StorageType.Network)
        {
            return;
        }

        if (source is { Protocol: StorageProtocol.Iscsi, Path: { } path })
        {
            source.Path = WithLun(path);
        }

        CompleteHosts(source);
    }

    /// <summary>The usual ports of the source's protocol.</summary>
    public static void CompleteHosts(StorageSource source)
    {
        foreach (StorageHost host in source.Hosts)
        {
            if (host is { Transport: StorageTransport.Tcp, Port: 0 })
            {
                host.Port = DefaultPort(source.Protocol);
            }
        }
    }

    /// <summary>An iSCSI name without LUN means LUN 0.</summary>
    public static string WithLun(string path) => path.Contains('/', StringComparison.Ordinal) ? path : path + "/0";

    /// <summary>0 where the protocol has none.</summary>
    private static uint DefaultPort(StorageProtocol? protocol) => protocol switch
    {
        StorageProtocol.Http => 80,
        StorageProtocol.Https => 443,
        StorageProtocol.Ftp => 21,
        StorageProtocol.Ftps => 990,
        StorageProtocol.Tftp => 69,
        StorageProtocol.Sheepdog => 7000,
        StorageProtocol.Nbd => 10809,
        StorageProtocol.Ssh => 22,
        StorageProtocol.Iscsi => 3260,
        StorageProtocol.Gluster => 24007,
        StorageProtocol.Vxhs => 9999,
        _ => 0,
    };
}
