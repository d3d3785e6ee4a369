using System.Text.Json;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.Reports;

/// <summary>A CPU model that a domain can name.</summary>
/// <param name="Vendor">Intel, AMD, Hygon, IBM or Freescale; null where it has none or the architecture knows no such thing.</param>
/// <param name="CanonicalName">The versioned model that the name stands for.</param>
/// <param name="Missing">What the host lacks for it, in libvirt's spelling, sorted.</param>
public sealed record CpuModelEntry(string Name, CpuUsable Usable, bool Deprecated, string? Vendor, string? CanonicalName, IReadOnlyList<string> Missing);

/// <summary>Which CPU models a QEMU runs here, and what the others are missing.</summary>
public static class CpuModelReport
{
    /// <summary>The models that domain XML can name on this architecture, sorted (x86 and ppc64: those that libvirt knows; measured: libvirt 11.3).</summary>
    /// <param name="rules">Whose models count; null = those of 11.3.</param>
    public static IReadOnlyList<CpuModelEntry> Of(AcceleratorCapabilities tables, string arch, Compatibility? rules = null)
    {
        bool x86 = Architectures.IsX86(arch);
        var models = new List<CpuModelEntry>(tables.Cpus.Count);
        foreach (QemuCpuDefinition cpu in tables.Cpus)
        {
            X86Model? known = x86 ? X86Models.Find(cpu.Name) : null;
            if (cpu.Name is "host" || (x86 && (known is null || !(rules ?? Compatibility.Default).Knows(known.Since)))
                || (Architectures.IsPpc64(arch) && Array.IndexOf(CpuDefinitionProbe.Ppc64Names, cpu.Name) < 0))
            {
                continue;
            }

            string[] missing = [.. cpu.Blockers.Select(x => x86 ? X86Features.FromQemu(x) : x)];
            Array.Sort(missing, StringComparer.Ordinal);
            models.Add(new(cpu.Name, cpu.Usable, cpu.Deprecated, known?.Vendor ?? VendorOf(arch, cpu.Name), known?.CanonicalName, missing));
        }

        return [.. models.OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>The models that libvirt knows by name, whatever QEMU there is, in its order; null for an architecture whose models are QEMU's.</summary>
    public static IReadOnlyList<string>? Known(string arch, Compatibility rules) =>
        Architectures.IsX86(arch) ? [.. X86Models.Names(rules)]
        : Architectures.IsPpc64(arch) ? [.. CpuDefinitionProbe.Ppc64Names[..5], .. rules.Power11IsInCapitals
            ? ["POWER11"] : Array.Empty<string>(), .. CpuDefinitionProbe.Ppc64Names[5..]]
        : null;

    private static string? VendorOf(string arch, string model) => arch switch
    {
        "s390x" => model is "max" or "qemu" ? null : "IBM",
        "ppc64" or "ppc64le" => model.StartsWith("POWERPC_", StringComparison.Ordinal) ? "Freescale" : "IBM",
        _ => null,
    };

    /// <summary>yes, no or unknown.</summary>
    public static string Word(CpuUsable usable) => usable switch
    {
        CpuUsable.Yes => "yes",
        CpuUsable.No => "no",
        _ => "unknown",
    };

    /// <summary>One line a model: what runs first, then what does not, with what is missing.</summary>
    public static void WriteText(IReadOnlyList<CpuModelEntry> models, TextWriter output)
    {
        int width = models.Count == 0 ? 0 : models.Max(x => x.Name.Length);
        foreach (CpuUsable usable in (ReadOnlySpan<CpuUsable>)[CpuUsable.Yes, CpuUsable.Unknown, CpuUsable.No])
        {
            foreach (CpuModelEntry model in models)
            {
                if (model.Usable != usable)
                {
                    continue;
                }

                string missing = model.Missing.Count > 0 ? "  missing: " + string.Join(' ', model.Missing) : "";
                string canonical = model.CanonicalName is { } name ? $"  = {name}" : "";
                output.WriteLine($"{model.Name.PadRight(width)}  {Word(usable),-7}{(model.Deprecated ? "  deprecated" : "")}{canonical}{missing}".TrimEnd());
            }
        }
    }

    public static void WriteJson(IReadOnlyList<CpuModelEntry> models, Utf8JsonWriter json) => JsonSerializer.Serialize(
        json,
        [.. models.Select(m => new CpuModelAnswer(m.Name, Word(m.Usable), m.Deprecated, m.Vendor, m.CanonicalName, m.Missing))],
        ReportJson.Default.CpuModelAnswerArray);
}
