namespace VirshLite.Translator.Capabilities;

/// <summary>A machine type of one accelerator (capabilities.md 3.1).</summary>
/// <param name="Name">The canonical name, e.g. <c>pc-q35-8.1</c>.</param>
/// <param name="Alias">The short name that stands for it, e.g. <c>q35</c>.</param>
/// <param name="IsDefault">QEMU's own default; the default for a domain without a machine is entry 0 of the table instead.</param>
/// <param name="MaxCpus">The most vCPUs; 0 where QEMU does not say.</param>
/// <param name="HotplugCpus">vCPUs can be added while running.</param>
/// <param name="DefaultCpuType">The QOM type name of the CPU without <c>-cpu</c>, e.g. <c>qemu64-x86_64-cpu</c>.</param>
/// <param name="NumaMemSupported"><c>-numa node,mem=</c> is accepted.</param>
/// <param name="DefaultRamId">The id of the memory backend that stands for the main memory.</param>
/// <param name="Acpi">ACPI can be switched (yes), is not there (no), or QEMU is too old to say (null).</param>
public sealed record QemuMachine(
    string Name,
    string? Alias = null,
    bool IsDefault = false,
    int MaxCpus = 0,
    bool HotplugCpus = false,
    string? DefaultCpuType = null,
    bool NumaMemSupported = true,
    string? DefaultRamId = null,
    bool Deprecated = false,
    bool? Acpi = null);
