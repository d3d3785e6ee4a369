using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>What jobs about guests' states work with.</summary>
/// <param name="Guests">Those that run.</param>
/// <param name="Definitions">Those that are defined.</param>
/// <param name="Known">Both.</param>
/// <param name="ContextOf">What the translation of a guest's own XML works with.</param>
public sealed record StateHost(GuestOperations Guests, DefinitionStore Definitions, KnownGuests Known, Func<Domain, TranslationContext> ContextOf)
{
    public GuestBlockJobs BlockJobs => new(Guests, ContextOf) { DefinitionOf = name => Definitions.Named(name)?.Path };
}
