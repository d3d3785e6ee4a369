namespace VirshLite.DomainParser.Model;

/// <summary>&lt;volume&gt;: an image to be made (formatstorage). Owners, times and the key of an existing one are no part of making it.</summary>
public sealed class StorageVolume
{
    public string Name { get; set; } = "";

    /// <summary>Bytes; null where not given.</summary>
    public ulong? Capacity { get; set; }

    public string Path { get; set; } = "";

    /// <summary>Null where not given: raw.</summary>
    public StorageFormat? Format { get; set; }

    public StorageEncryption? Encryption { get; set; }

    /// <summary>qcow2's version: 0.10 or 1.1; null where not given.</summary>
    public string? Compat { get; set; }

    public bool LazyRefcounts { get; set; }

    public bool ExtendedL2 { get; set; }

    /// <summary>No copy on write in the file system (btrfs).</summary>
    public bool NoCow { get; set; }

    /// <summary>Bytes; 0 = not given.</summary>
    public ulong ClusterSize { get; set; }

    /// <summary>The image below; null for none.</summary>
    public string? BackingPath { get; set; }

    public StorageFormat? BackingFormat { get; set; }
}
