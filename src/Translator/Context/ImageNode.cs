using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Context;

/// <summary>
/// One image prepared for a start: the names of its block nodes, the settings that reach it through its chain, and the secrets it needs (storage.md 2 to 6).
/// </summary>
public sealed class ImageNode
{
    public ImageNode(StorageSource source, string storageName)
    {
        Source = source;
        StorageName = storageName;
    }

    /// <summary>Where the image is; a volume of a pool stands here as what it leads to.</summary>
    public StorageSource Source { get; }

    /// <summary>The name of the node that talks to the storage.</summary>
    public string StorageName { get; }

    /// <summary>The name of the node that cuts out a part; null where there is none.</summary>
    public string? SliceName { get; set; }

    /// <summary>The name of the node that understands the format; null where there is none.</summary>
    public string? FormatName { get; set; }

    /// <summary>The node that stands for the image: the uppermost of its layers.</summary>
    public string EffectiveName => FormatName ?? SliceName ?? StorageName;

    public StorageFormat Format { get; set; }

    public bool ReadOnly { get; set; }

    public DiskCache? Cache { get; set; }

    public DiskIo? Io { get; set; }

    public DiskDiscard? Discard { get; set; }

    public DiskDetectZeroes? DetectZeroes { get; set; }

    public bool? DiscardNoUnref { get; set; }

    /// <summary>The image sits in a floppy drive: a directory becomes a floppy's file system.</summary>
    public bool IsFloppy { get; set; }

    /// <summary>The block device is a CD-ROM drive of the host.</summary>
    public bool IsHostCdrom { get; set; }

    /// <summary>The socket of the nbdkit that serves the image; null where QEMU opens it itself.</summary>
    public string? NbdkitSocket { get; set; }

    public NodeSecret? AuthSecret { get; set; }

    public NodeSecret? CookieSecret { get; set; }

    public List<NodeSecret> EncryptionSecrets { get; } = [];

    public NodeTls? Tls { get; set; }

    /// <summary>Id of the object that makes persistent reservations; null where there are none.</summary>
    public string? PrManager { get; set; }

    /// <summary>The descriptors that stand for the file; null where QEMU opens it by its path.</summary>
    public FdGroup? FdGroup { get; set; }

    /// <summary>Number of the fd set of <see cref="FdGroup"/> or of a vhost-vdpa device.</summary>
    public int FdSet { get; set; }

    /// <summary>The external data file of a qcow2 image.</summary>
    public ImageNode? DataFile { get; set; }

    public ImageNode? Backing { get; set; }

    /// <summary>There is no image below and QEMU shall not look for one.</summary>
    public bool IsChainEnd { get; set; }

    /// <summary>A raw image that QEMU decrypts.</summary>
    public bool IsLuksRaw => Format == StorageFormat.Raw && HasQemuLuks;

    /// <summary>QEMU, not librbd, decrypts the image.</summary>
    public bool HasQemuLuks =>
        Source.Encryption is { Format: EncryptionFormat.Luks or EncryptionFormat.Luks2 or EncryptionFormat.LuksAny } encryption
        && encryption.Engine != EncryptionEngine.Librbd;
}

/// <summary>A secret's object and its value in the clear; the value reaches the command line only encrypted.</summary>
public sealed record NodeSecret(string Id, byte[] Value);

/// <summary>The TLS credentials of an image.</summary>
public sealed record NodeTls(string Id, string Directory, NodeSecret? KeyPassword);
