namespace VirshLite.DomainParser.Model;

/// <summary>
/// &lt;privateData&gt; of an image in a guest's status: the names that QEMU knows its parts by, and what was made to open it (host-takeover.md 5).
/// </summary>
public sealed class StoragePrivate
{
    /// <summary>Node of the file, device or connection.</summary>
    public string? StorageNode { get; set; }

    /// <summary>Node of the format; null where the image is raw and has none.</summary>
    public string? FormatNode { get; set; }

    /// <summary>Node of the part of the file that &lt;slice&gt; names.</summary>
    public string? SliceNode { get; set; }

    /// <summary>Id of the object that speaks to the helper of persistent reservations.</summary>
    public string? ReservationsAlias { get; set; }

    /// <summary>The name by which the image above names this one, where that is relative.</summary>
    public string? RelativePath { get; set; }

    /// <summary>Id of the secret object of a login.</summary>
    public string? AuthSecret { get; set; }

    /// <summary>Ids of the secret objects of the encryption.</summary>
    public List<string> EncryptionSecrets { get; } = [];

    /// <summary>Id of the secret object that holds HTTP cookies.</summary>
    public string? CookieSecret { get; set; }

    /// <summary>Id of the secret object of the TLS key.</summary>
    public string? TlsKeySecret { get; set; }

    /// <summary>Id of the TLS credentials object.</summary>
    public string? TlsAlias { get; set; }

    /// <summary>Number of the descriptors that QEMU opens the file by; null = it opens it by path.</summary>
    public uint? FdSet { get; set; }

    /// <summary>A threshold was asked for by the image's number, so its event names that too.</summary>
    public bool ThresholdByIndex { get; set; }

    /// <summary>The nbdkit process that serves the image.</summary>
    public NbdkitProcess? Nbdkit { get; set; }

    /// <summary>Whether anything is said.</summary>
    public bool IsEmpty => (StorageNode ?? FormatNode ?? SliceNode ?? ReservationsAlias ?? RelativePath) is null && !HasObjects && FdSet is null
        && !ThresholdByIndex && Nbdkit is null;

    /// <summary>Whether objects of QEMU belong to it.</summary>
    public bool HasObjects => (AuthSecret ?? CookieSecret ?? TlsKeySecret ?? TlsAlias) is not null || EncryptionSecrets.Count > 0;
}

/// <summary>The nbdkit process of an image.</summary>
/// <param name="PidFile">Where its number is.</param>
/// <param name="Socket">Where it listens.</param>
public sealed record NbdkitProcess(string? PidFile, string? Socket);
