namespace VirshLite.DomainParser.Model;

/// <summary>&lt;vlan trunk=&gt; with its tags.</summary>
public sealed record Vlan(bool Trunk, IReadOnlyList<VlanTag> Tags);

/// <summary>&lt;tag id= nativeMode=&gt;; the mode is tagged or untagged.</summary>
public sealed record VlanTag(uint Id, string? NativeMode);
