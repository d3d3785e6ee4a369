using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Reports;

/// <summary>What was found out about a QEMU, for people and for programs.</summary>
public static class CapabilityReport
{
    private static readonly DomainType[] Types = [DomainType.Kvm, DomainType.Hvf, DomainType.Qemu];

    public static void WriteText(QemuCapabilities capabilities, TextWriter output)
    {
        string package = capabilities.Package.Length > 0 ? $" ({capabilities.Package.Trim()})" : "";
        output.WriteLine($"emulator      {capabilities.EmulatorPath}");
        output.WriteLine($"version       {capabilities.VersionText}{package}");
        output.WriteLine($"architecture  {capabilities.Arch}");
        output.WriteLine($"domain types  {string.Join(' ', SupportedTypes(capabilities).Select(x => DomainType.Names[x]))}");
        if (capabilities.Gic.Count > 0)
        {
            output.WriteLine($"GIC           {string.Join(", ", capabilities.Gic.Select(Describe))}");
        }

        if (capabilities.Sev is { } sev)
        {
            output.WriteLine($"SEV           C-bit {sev.Cbitpos}, {sev.ReducedPhysBits} reduced physical address bits");
        }

        if (capabilities.Sgx is { } sgx)
        {
            output.WriteLine($"SGX           {sgx.SectionSizeKiB} KiB in {sgx.Sections.Count} section(s)");
        }

        foreach (DomainType type in SupportedTypes(capabilities))
        {
            AcceleratorCapabilities tables = capabilities.Accelerator(type);
            output.WriteLine();
            output.WriteLine($"{DomainType.Names[type]}: {tables.Machines.Count} machines, {tables.Cpus.Count} CPU models");
            foreach (QemuMachine machine in tables.Machines)
            {
                string alias = machine.Alias is { } name ? $"  alias {name}" : "";
                string notes = (ReferenceEquals(machine, tables.DefaultMachine) ? "  default" : "") + (machine.Deprecated ? "  deprecated" : "");
                output.WriteLine($"  {machine.Name,-28} up to {machine.MaxCpus} vCPUs{alias}{notes}");
            }
        }

        output.WriteLine();
        output.WriteLine($"flags ({capabilities.AllFlags.Count}):");
        foreach (string flag in capabilities.AllFlags.Order(StringComparer.Ordinal))
        {
            output.WriteLine("  " + flag);
        }
    }

    public static void WriteJson(QemuCapabilities capabilities, Utf8JsonWriter json) =>
        JsonSerializer.Serialize(json, Of(capabilities), ReportJson.Default.QemuAnswer);

    private static QemuAnswer Of(QemuCapabilities capabilities) => new(
        capabilities.EmulatorPath,
        capabilities.VersionText,
        capabilities.Package,
        capabilities.Arch,
        SupportedTypes(capabilities).ToDictionary(t => DomainType.Names[t], t => Of(capabilities.Accelerator(t))),
        capabilities.Gic,
        capabilities.Sev is { } sev ? new SevAnswer(sev.Cbitpos, sev.ReducedPhysBits) : null,
        capabilities.Sgx is { } sgx ? new SgxAnswer(sgx.SectionSizeKiB, sgx.Sections.Count) : null,
        [.. capabilities.HypervEnlightenments],
        [.. capabilities.AllFlags.Order(StringComparer.Ordinal)]);

    private static TypeAnswer Of(AcceleratorCapabilities tables) => new(
        tables.DefaultMachine?.Name,
        [.. tables.Machines.Select(m => new MachineAnswer(m.Name, m.Alias, m.MaxCpus, m.HotplugCpus, m.Deprecated, m.DefaultCpuType, m.DefaultRamId))],
        tables.Cpus.Count);

    private static IEnumerable<DomainType> SupportedTypes(QemuCapabilities capabilities) => Types.Where(capabilities.SupportsType);

    private static string Describe(GicCapability gic) => (gic.Kernel, gic.Emulated) switch
    {
        (true, true) => $"v{gic.Version}",
        (true, false) => $"v{gic.Version} (kvm only)",
        (false, true) => $"v{gic.Version} (emulated only)",
        _ => $"v{gic.Version} (not usable)",
    };
}
