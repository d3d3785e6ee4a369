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
        output.WriteLine($"domain types  {string.Join(' ', SupportedTypes(capabilities).Select(x => DomainTypeNames.All[x]))}");
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
            output.WriteLine($"{DomainTypeNames.All[type]}: {tables.Machines.Count} machines, {tables.Cpus.Count} CPU models");
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

    public static void WriteJson(QemuCapabilities capabilities, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("emulator", capabilities.EmulatorPath);
        json.WriteString("version", capabilities.VersionText);
        json.WriteString("package", capabilities.Package);
        json.WriteString("arch", capabilities.Arch);
        json.WriteStartObject("types");
        foreach (DomainType type in SupportedTypes(capabilities))
        {
            WriteTables(capabilities.Accelerator(type), DomainTypeNames.All[type], json);
        }

        json.WriteEndObject();
        json.WriteStartArray("gic");
        foreach (GicCapability gic in capabilities.Gic)
        {
            json.WriteStartObject();
            json.WriteNumber("version", gic.Version);
            json.WriteBoolean("kernel", gic.Kernel);
            json.WriteBoolean("emulated", gic.Emulated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (capabilities.Sev is { } sev)
        {
            json.WriteStartObject("sev");
            json.WriteNumber("cbitpos", sev.Cbitpos);
            json.WriteNumber("reducedPhysBits", sev.ReducedPhysBits);
            json.WriteEndObject();
        }

        if (capabilities.Sgx is { } sgx)
        {
            json.WriteStartObject("sgx");
            json.WriteNumber("sectionSizeKiB", sgx.SectionSizeKiB);
            json.WriteNumber("sections", sgx.Sections.Count);
            json.WriteEndObject();
        }

        WriteStrings(json, "hyperv", capabilities.HypervEnlightenments);
        WriteStrings(json, "flags", capabilities.AllFlags.Order(StringComparer.Ordinal));
        json.WriteEndObject();
    }

    private static void WriteTables(AcceleratorCapabilities tables, string name, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("defaultMachine", tables.DefaultMachine?.Name);
        json.WriteStartArray("machines");
        foreach (QemuMachine machine in tables.Machines)
        {
            json.WriteStartObject();
            json.WriteString("name", machine.Name);
            json.WriteString("alias", machine.Alias);
            json.WriteNumber("maxVcpus", machine.MaxCpus);
            json.WriteBoolean("hotplugVcpus", machine.HotplugCpus);
            json.WriteBoolean("deprecated", machine.Deprecated);
            json.WriteString("defaultCpuType", machine.DefaultCpuType);
            json.WriteString("defaultRamId", machine.DefaultRamId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("cpuModels", tables.Cpus.Count);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<DomainType> SupportedTypes(QemuCapabilities capabilities) => Types.Where(capabilities.SupportsType);

    private static string Describe(GicCapability gic) => (gic.Kernel, gic.Emulated) switch
    {
        (true, true) => $"v{gic.Version}",
        (true, false) => $"v{gic.Version} (kvm only)",
        (false, true) => $"v{gic.Version} (emulated only)",
        _ => $"v{gic.Version} (not usable)",
    };
}
