using VirshLite.DomainParser.Model;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>How a guest is saved.</summary>
public sealed record SaveOptions
{
    public SaveFormat Format { get; init; }

    /// <summary>For the sparse format; 0 = not asked for.</summary>
    public int? Channels { get; init; }

    public bool BypassCache { get; init; }

    /// <summary>Whether the guest runs once it is restored; null: as it does now.</summary>
    public bool? Running { get; init; }

    /// <summary>Another definition to restore the guest with; null: its own.</summary>
    public Domain? Definition { get; init; }

    /// <summary>Completes a definition, so that two can be compared.</summary>
    public required Action<Domain> Complete { get; init; }

    /// <summary>Told how far it is, from 0 to 1.</summary>
    public Action<double>? Progress { get; init; }
}
