using VirshLite.DomainParser.Model;
using VirshLite.Runner.Launching;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>How a saved guest is brought back.</summary>
public sealed record RestoreOptions
{
    /// <summary>Another definition than the image's; null: the image's.</summary>
    public Domain? Definition { get; init; }

    /// <summary>Whether it runs; null: as the image says.</summary>
    public bool? Running { get; init; }

    public bool BypassCache { get; init; }

    /// <summary>virsh's words for how the guest came to run, or to be paused.</summary>
    public string RunningReason { get; init; } = "restored";

    public string PausedReason { get; init; } = "migrating";

    /// <summary>The firmware's variable store is made anew.</summary>
    public bool ResetNvram { get; init; }

    /// <summary>For the sparse format; 0 = not asked for.</summary>
    public int? Channels { get; init; }

    /// <summary>Completes a definition as one that exists already.</summary>
    public required Action<Domain> Complete { get; init; }

    /// <summary>What a start of that domain is planned with.</summary>
    public required Func<Domain, TranslationOptions, TranslationContext> ContextOf { get; init; }

    /// <summary>For the log and for people; whether the guest is paused and why is set here.</summary>
    public required Func<TranslationContext, StartOptions> StartOptionsOf { get; init; }
}
