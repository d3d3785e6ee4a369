namespace VirshLite.Translator.Capabilities;

/// <summary>Intel SGX of this host (capabilities.md 5.5). The place of a section in the list is its host node's number.</summary>
public sealed record SgxCapability(bool Flc, bool Sgx1, bool Sgx2, ulong SectionSizeKiB, IReadOnlyList<SgxSection> Sections);

/// <summary>The enclave page cache of one host NUMA node.</summary>
public sealed record SgxSection(uint Node, ulong SizeKiB);
