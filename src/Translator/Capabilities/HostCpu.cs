namespace VirshLite.Translator.Capabilities;

/// <summary>
/// The host's CPU in libvirt's words. On x86 QEMU's own word (<see cref="HostCpuExpansion"/>) goes before it where there is one; this one says what the
/// hardware has beside.
/// </summary>
/// <param name="Model">A model of the tables, e.g. Haswell or POWER8.</param>
/// <param name="Vendor">Intel, AMD or Hygon; null on other architectures.</param>
/// <param name="Features">What the CPU has beyond its model, libvirt's names.</param>
public sealed record HostCpu(string Model, string? Vendor, IReadOnlyList<string> Features);
