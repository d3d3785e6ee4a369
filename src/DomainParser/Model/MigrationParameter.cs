namespace VirshLite.DomainParser.Model;

/// <summary>One parameter of QEMU's migration with its value as text, as a guest's status keeps it.</summary>
public sealed record MigrationParameter(string Name, string Value);
