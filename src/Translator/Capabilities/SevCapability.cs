namespace VirshLite.Translator.Capabilities;

/// <summary>What the AMD SEV platform of this host says (capabilities.md 5.4). Pdh, CertChain and Cpu0Id are base64.</summary>
public sealed record SevCapability(uint Cbitpos, uint ReducedPhysBits, string Pdh, string CertChain, string? Cpu0Id);
