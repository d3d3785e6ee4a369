namespace VirshLite.DomainParser.Model;

/// <summary>&lt;teaming type= persistent=&gt;: a virtio interface and its stand-in host device.</summary>
public sealed record Teaming(bool IsTransient, string? Persistent);
