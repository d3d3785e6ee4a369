namespace VirshLite.DomainParser;

/// <summary>A place in the domain XML: line and column count from 1; 0 means that it is not known.</summary>
public readonly record struct SourcePosition(int Line, int Column)
{
    public static readonly SourcePosition Unknown;

    public bool IsKnown => Line > 0;

    public override string ToString() => IsKnown ? $"{Line}:{Column}" : "";
}
