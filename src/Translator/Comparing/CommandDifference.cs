namespace VirshLite.Translator.Comparing;

/// <summary>Whether something stands on one side only, or on both with another value.</summary>
public enum DifferenceKind
{
    OnlyLeft,
    OnlyRight,
    Changed,
}

/// <summary>One thing in which two command lines differ: the binary, an environment variable or an option.</summary>
/// <param name="Subject">What it is about: <c>-device net0</c>, <c>binary</c>, <c>environment TZ</c>.</param>
/// <param name="Left">The whole text on the left; null where it is missing there.</param>
/// <param name="Right">The whole text on the right; null where it is missing there.</param>
/// <param name="Properties">For a changed option: the properties that differ.</param>
public sealed record CommandDifference(string Subject, DifferenceKind Kind, string? Left, string? Right, IReadOnlyList<PropertyDifference> Properties);

/// <summary>A property with its text on both sides; null = not there.</summary>
public sealed record PropertyDifference(string Name, string? Left, string? Right);
