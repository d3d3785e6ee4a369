namespace VirshLite.Translator.State;

/// <summary>A dirty bitmap of a block node, as query-named-block-nodes reports it.</summary>
public sealed record NodeBitmap
{
    public required string Name { get; init; }

    /// <summary>It notes writes now.</summary>
    public bool Recording { get; init; }

    /// <summary>Some job or export holds it.</summary>
    public bool Busy { get; init; }

    /// <summary>It is kept in the image when QEMU ends.</summary>
    public bool Persistent { get; init; }

    /// <summary>QEMU ended without writing it: its content means nothing.</summary>
    public bool Inconsistent { get; init; }

    /// <summary>Bytes that one bit stands for.</summary>
    public ulong Granularity { get; init; }

    /// <summary>Bytes marked as changed.</summary>
    public ulong DirtyBytes { get; init; }

    /// <summary>It can be trusted and lives on with the image: a bitmap that a checkpoint may stand on (guest-state.md 4.6).</summary>
    public bool IsUsable => Recording && Persistent && !Inconsistent;
}
