using VirshLite.Translator.Events;

namespace VirshLite.Translator.Plan;

/// <summary>Tells those who listen what has happened to the guest.</summary>
public sealed record Tell(DomainEvent Event) : PlanStep;
