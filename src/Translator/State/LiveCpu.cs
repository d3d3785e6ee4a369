using VirshLite.DomainParser.Model;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.State;

/// <summary>
/// A running x86 guest's CPU, feature by feature as QEMU has it (guest-state.md 1.3): what the definition's model has and QEMU left out is disabled, what QEMU
/// added is required. With it the same CPU comes about elsewhere, whatever a model's name means there.
/// </summary>
public static class LiveCpu
{
    /// <summary>QEMU's names of the properties to ask for.</summary>
    public static IEnumerable<string> Properties(IReadOnlySet<string> known)
    {
        for (int i = 0; i < X86Features.Names.Count; i++)
        {
            string name = X86Features.ToQemu(X86Features.Names[i]);
            if (known.Contains(name))
            {
                yield return name;
            }
        }
    }

    /// <summary>Changes <paramref name="cpu"/>, a copy of the definition's; CPUs that are no named model stay as they are.</summary>
    /// <param name="isOn">By QEMU's names: whether the running CPU has it; null: QEMU knows no such property.</param>
    public static void Update(DomainParser.Model.Cpu cpu, Func<string, bool?> isOn)
    {
        if (cpu.Mode != CpuMode.Custom || cpu.Model is not { } name || X86Models.Find(name) is not { } model)
        {
            return;
        }

        X86FeatureSet expected = model.Features;
        foreach (CpuFeature feature in cpu.Features)
        {
            if (isOn(X86Features.ToQemu(feature.Name)) is { } on)
            {
                feature.Policy = on ? CpuFeaturePolicy.Require : CpuFeaturePolicy.Disable;
            }
        }

        for (int i = 0; i < X86Features.Names.Count; i++)
        {
            string feature = X86Features.Names[i];
            if (X86Features.IsHostOnly(feature) || cpu.Features.Exists(f => f.Name == feature) || isOn(X86Features.ToQemu(feature)) is not { } on)
            {
                continue;
            }

            if (on != expected.Has(i))
            {
                cpu.Features.Add(new CpuFeature { Name = feature, Policy = on ? CpuFeaturePolicy.Require : CpuFeaturePolicy.Disable });
            }
        }

        cpu.Match = CpuMatch.Exact;
        cpu.Check = CpuCheck.Full;
        cpu.Fallback = CpuFallback.Forbid;
    }
}
