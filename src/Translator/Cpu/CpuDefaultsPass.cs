using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>What a &lt;cpu&gt; leaves open: match, fallback, migratable, check, and SVE where its lengths are named (cpu.md 2).</summary>
internal sealed class CpuDefaultsPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Cpu is not { HasNoModel: false } cpu)
        {
            return;
        }

        if (cpu.Mode == CpuMode.Custom)
        {
            cpu.Match ??= CpuMatch.Exact;
        }

        if (cpu.Model is not null)
        {
            cpu.Fallback ??= CpuFallback.Allow;
        }

        SwitchOnSve(cpu);

        if (cpu.Mode == CpuMode.HostPassthrough)
        {
            cpu.Migratable ??= context.Capabilities.Has(Flags.CpuMigratable) ? true : domain.IsX86() ? false : null;
        }

        cpu.Check ??= cpu.Mode switch
        {
            CpuMode.HostPassthrough or CpuMode.Maximum => CpuCheck.None,
            CpuMode.HostModel => CpuCheck.Partial,
            _ => domain.Type == DomainType.Qemu ? CpuCheck.None : CpuCheck.Partial,
        };
    }

    /// <summary>A vector length says nothing without SVE itself. libvirt does not ask for the architecture here.</summary>
    private static void SwitchOnSve(DomainParser.Model.Cpu cpu)
    {
        CpuFeature? sve = null;
        bool hasLengths = false;
        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Name == "sve")
            {
                sve = feature;
            }
            else
            {
                hasLengths |= feature.Name.StartsWith("sve", StringComparison.Ordinal)
                    && uint.TryParse(feature.Name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out _);
            }
        }

        if (!hasLengths)
        {
            return;
        }

        if (sve is null)
        {
            cpu.Features.Add(new CpuFeature { Name = "sve" });
            return;
        }

        if (sve.Policy is CpuFeaturePolicy.Disable or CpuFeaturePolicy.Forbid)
        {
            throw DomainException.Unsupported("SVE disabled, but SVE vector lengths provided", sve.Position);
        }

        sve.Policy = CpuFeaturePolicy.Require;
    }
}
