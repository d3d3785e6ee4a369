namespace VirshLite.Runner.Native;

/// <summary>What a new process is to get. Nothing else is inherited: all other descriptors are close-on-exec, signals have their defaults.</summary>
internal sealed record SpawnRequest(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The whole environment; null = the caller's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Environment { get; init; }

    /// <summary>Descriptors and the numbers they get in the new process. Numbers 0 to 2 stand below.</summary>
    public IReadOnlyList<HandedDescriptor> Descriptors { get; init; } = [];

    /// <summary>Descriptors that the new process simply inherits under the number they have here (those that this program's own caller handed in).</summary>
    public IReadOnlyList<int> Inherited { get; init; } = [];

    /// <summary>null = /dev/null.</summary>
    public FileDescriptor? Input { get; init; }

    /// <summary>null = /dev/null.</summary>
    public FileDescriptor? Output { get; init; }

    /// <summary>null = where the output goes.</summary>
    public FileDescriptor? Error { get; init; }

    /// <summary>The process leads a session of its own: no terminal, no signals from the keyboard.</summary>
    public bool NewSession { get; init; }

    /// <summary>null = the caller's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>null = the caller's.</summary>
    public uint? Umask { get; init; }

    /// <summary>Limits other than the caller's.</summary>
    public IReadOnlyList<ResourceLimitChange> Limits { get; init; } = [];
}

/// <summary>A descriptor and its number in the new process.</summary>
internal readonly record struct HandedDescriptor(FileDescriptor Source, int Number);

/// <summary>
/// A resource limit, soft and hard alike; <see cref="ulong.MaxValue"/> = unlimited. <paramref name="Resource"/> is RLIMIT_*; a failure is an error only where
/// <paramref name="Required"/>.
/// </summary>
internal readonly record struct ResourceLimitChange(int Resource, ulong Value, bool Required);
