namespace VirshLite.Runner.State;

/// <summary>What is to be merged. Images are named by path or as vda[3].</summary>
public sealed record CommitRequest
{
    /// <summary>null: the lowest one.</summary>
    public string? Base { get; init; }

    /// <summary>null: the one that the guest writes to.</summary>
    public string? Top { get; init; }

    /// <summary>Only into the next one below.</summary>
    public bool Shallow { get; init; }

    /// <summary>The top image may be the one that the guest writes to.</summary>
    public bool Active { get; init; }

    /// <summary>Files that were merged away are removed.</summary>
    public bool Delete { get; init; }

    /// <summary>Bytes a second; 0 = no limit.</summary>
    public ulong Speed { get; init; }
}
