using VirshLite.DomainParser;

namespace VirshLite.Translator.Adapting.Drafts;

/// <summary>What became of a text.</summary>
/// <param name="Xml">The changed text.</param>
/// <param name="Changes">In the order of the text.</param>
/// <param name="Notes">What was left as it is and will be asked for at a start.</param>
/// <param name="Refusal">Why the result still cannot be translated here; null where it can.</param>
public sealed record Adaptation(string Xml, IReadOnlyList<AdaptedPlace> Changes, IReadOnlyList<AdaptedPlace> Notes, DomainException? Refusal);

/// <summary>One place of the text and what is said about it.</summary>
/// <param name="Line">Of the text as it was handed in, from 1.</param>
/// <param name="Element">The element's name without brackets.</param>
/// <param name="Text">What was found and what became of it, in words.</param>
public sealed record AdaptedPlace(int Line, string Element, string Text);
