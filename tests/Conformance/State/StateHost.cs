using VirshLite.Translator.Context;

namespace VirshLite.Conformance.State;

/// <summary>A host of which nothing is asked: the state cases name everything themselves.</summary>
internal sealed class StateHost : IHostFacts;
