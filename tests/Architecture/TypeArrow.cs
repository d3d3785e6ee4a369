namespace VirshLite.Architecture;

/// <summary>One type names another: in its declaration, in a signature, or in the body of a method. Both are top-level types, with their namespaces.</summary>
internal sealed record TypeArrow(TypeName From, TypeName To)
{
    public override string ToString() => $"{From} names {To}";
}

/// <summary>A top-level type.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}
