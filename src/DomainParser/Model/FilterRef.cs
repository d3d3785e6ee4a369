namespace VirshLite.DomainParser.Model;

/// <summary>&lt;filterref filter=&gt; with its parameters, sorted by name; a name can stand several times.</summary>
public sealed record FilterRef(string Filter, IReadOnlyList<FilterParameter> Parameters);

/// <summary>&lt;parameter name= value=&gt;.</summary>
public sealed record FilterParameter(string Name, string Value);
