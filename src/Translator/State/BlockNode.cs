namespace VirshLite.Translator.State;

/// <summary>A named block node of a running QEMU.</summary>
public sealed record BlockNode
{
    public required string Name { get; init; }

    /// <summary>QEMU's driver: qcow2, raw, file …</summary>
    public string Driver { get; init; } = "";

    /// <summary>What QEMU calls the image; a path for local files.</summary>
    public string File { get; init; } = "";

    /// <summary>Size of the virtual disk in bytes.</summary>
    public ulong Capacity { get; init; }

    /// <summary>Bytes of a cluster; 0 where the format has none.</summary>
    public ulong ClusterSize { get; init; }

    /// <summary>A qcow2 image of version 2, which keeps no bitmaps.</summary>
    public bool IsQcow2Version2 { get; init; }

    public IReadOnlyList<NodeBitmap> Bitmaps { get; init; } = [];

    public IReadOnlyList<InternalSnapshot> Snapshots { get; init; } = [];

    public NodeBitmap? Bitmap(string name) => Bitmaps.FirstOrDefault(b => b.Name == name);
}

/// <summary>A snapshot inside an image; <paramref name="HasMemory"/>: the guest's memory is in there too.</summary>
public sealed record InternalSnapshot(string Name, bool HasMemory);
