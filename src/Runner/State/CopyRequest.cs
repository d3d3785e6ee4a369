using VirshLite.DomainParser.Model;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Where a disk is to be copied to.</summary>
public sealed record CopyRequest(StorageSource Target)
{
    /// <summary>Only the top image; the copy stands on the same images.</summary>
    public bool Shallow { get; init; }

    /// <summary>The job may end with the guest, though the guest is defined.</summary>
    public bool Transient { get; init; }

    /// <summary>The target is there, with its format in it.</summary>
    public bool Reuse { get; init; }

    public CopyTuning Tuning { get; init; } = new();
}
