namespace VirshLite.DomainParser.Model;

/// <summary>&lt;pool&gt;: as much of a storage pool as its activation needs (formatstorage).</summary>
public sealed class StoragePool
{
    /// <summary>dir, fs, netfs, logical, disk, iscsi …</summary>
    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>&lt;source name&gt;, e.g. the volume group's; the pool's name where it has none.</summary>
    public string SourceName { get; set; } = "";

    public List<string> Devices { get; } = [];

    public List<string> Hosts { get; } = [];

    public string? Directory { get; set; }

    /// <summary>The file system or protocol; null or auto: whatever is there.</summary>
    public string? Format { get; set; }

    /// <summary>NFS version.</summary>
    public string? ProtocolVersion { get; set; }

    public string? TargetPath { get; set; }

    /// <summary>Options of mount beside the usual ones.</summary>
    public List<string> MountOptions { get; } = [];
}
