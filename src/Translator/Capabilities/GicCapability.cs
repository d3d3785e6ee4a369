namespace VirshLite.Translator.Capabilities;

/// <summary>An ARM interrupt controller version, and who can provide it: the kernel (type kvm) or QEMU itself (type qemu). capabilities.md 5.3.</summary>
public sealed record GicCapability(int Version, bool Kernel, bool Emulated);
