namespace VirshLite.Translator.Confinement;

/// <summary>Whose a file is when the guest is gone.</summary>
public enum GiveBack
{
    /// <summary>It stays QEMU's: others may stand on it.</summary>
    Never,

    /// <summary>Its owner from before the first guest that took it.</summary>
    Former,

    /// <summary>root's: nodes that the kernel makes for root.</summary>
    Root,
}

/// <summary>
/// A file that belongs to QEMU's user while the guest runs (confinement.md 3.2). <paramref name="IsRemembered"/>: its former owner is noted at the file itself
/// (3.4).
/// </summary>
public sealed record OwnershipChange(GuestResource Resource, FileOwner Owner, bool IsRemembered, GiveBack GiveBack)
{
    public string Path => Resource.Path;
}
