namespace VirshLite.Translator.State;

/// <summary>What is asked of one save of a guest.</summary>
public sealed record SaveRequest(string Path)
{
    public SaveFormat Format { get; init; }

    /// <summary>Streams beside one another, for <see cref="SaveFormat.Sparse"/> only; 0 = not asked for.</summary>
    public int? Channels { get; init; }

    /// <summary>Around the host's page cache.</summary>
    public bool BypassCache { get; init; }

    /// <summary>The guest runs now.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The file was there before: it is emptied, and not removed where the save fails.</summary>
    public bool FileExists { get; init; }

    /// <summary>The guest goes on until QEMU itself stops it at the end.</summary>
    public bool StaysRunning { get; init; }

    /// <summary>libvirt's name of the job.</summary>
    public string Job { get; init; } = "domain save";
}
