using VirshLite.DomainParser.Model;
using VirshLite.Runner.Launching;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>How a guest is taken from another host.</summary>
public sealed record ArrivalOptions
{
    public required Func<Domain, TranslationOptions, TranslationContext> ContextOf { get; init; }

    public required Func<TranslationContext, StartOptions> StartOptionsOf { get; init; }
}
