using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>
/// Turns what a domain asks of its CPU into the model and features that this host and this QEMU give it, or refuses it (cpu.md 6). Changes the domain's
/// &lt;cpu&gt;.
/// </summary>
internal static class CpuUpdate
{
    public static void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Cpu is { IsImplicit: false } && !CpuModeSupport.IsKnown(domain))
        {
            throw DomainException.Unsupported(
                $"'{domain.Os.Arch}' architecture is not supported by CPU driver: its guests cannot have a <cpu>", domain.Cpu.Position);
        }

        if (domain.Cpu is not { HasNoModel: false } cpu)
        {
            return;
        }

        CpuFeatureNames.Check(domain, cpu, context.Rules);
        if (!context.Options.NoHostChecks && !CpuModeSupport.IsSupported(context, cpu.Mode))
        {
            throw DomainException.Unsupported(
                $"CPU mode '{CpuMode.Names[cpu.Mode]}' for {domain.Os.Arch} {DomainType.Names[domain.Type]} domain on {context.Host.Architecture} host is "
                + "not supported by hypervisor",
                cpu.Position);
        }

        CheckAgainstHost(context, cpu);
        if (cpu.Mode is CpuMode.Custom or CpuMode.HostModel)
        {
            Resolve(context, cpu);
        }

        if (domain.IsX86())
        {
            cpu.Features.RemoveAll(feature =>
                X86Features.IsHostOnly(feature.Name) || (context.Rules.HyperthreadingIsTheTopologys && feature.Name is "ht" or "cmp_legacy"));
        }

        if (cpu.DeprecatedFeatures is { } deprecated)
        {
            SetDeprecated(context, cpu, deprecated);
        }
    }

    private static void CheckAgainstHost(TranslationContext context, DomainParser.Model.Cpu cpu)
    {
        bool partial = cpu.Check == CpuCheck.Partial && cpu.Mode is CpuMode.Custom or CpuMode.HostModel;
        if (context.Options.NoHostChecks || cpu.Check == CpuCheck.None || (!partial && cpu.Features.Count == 0))
        {
            return;
        }

        HostCpuModels host = HostCpuModels.Of(context);
        CpuCompatibility.CheckForbidden(cpu, host);
        if (partial)
        {
            CpuCompatibility.CheckPartial(context, cpu, host);
        }
    }

    private static void Resolve(TranslationContext context, DomainParser.Model.Cpu cpu)
    {
        Domain domain = context.Domain;
        if (domain.IsX86())
        {
            X86CpuUpdate.Run(context, cpu);
            return;
        }

        if (domain.IsS390() && (cpu.Match == CpuMatch.Minimum || cpu.Features.Exists(f => f.Policy == CpuFeaturePolicy.Optional)))
        {
            throw DomainException.Unsupported($"match mode 'minimum' and optional features are not supported for {domain.Os.Arch} CPUs", cpu.Position);
        }

        if (cpu.Mode == CpuMode.HostModel)
        {
            if (domain.IsS390())
            {
                cpu.Vendor = null;
                cpu.VendorId = null;
                ReplaceByHostModel(cpu, HostCpuModels.Of(context));
            }

            return;
        }

        if (domain.IsPpc64())
        {
            cpu.Match = CpuMatch.Exact;
        }

        if (context.Capabilities.Accelerator(domain.Type).FindCpu(cpu.Model!) is null)
        {
            throw DomainException.Unsupported($"cannot translate CPU model {cpu.Model} to a supported model", cpu.Position);
        }
    }

    /// <summary>The host's migratable model takes the place of the guest's; what the guest says of single features comes on top.</summary>
    internal static void ReplaceByHostModel(DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        CpuDescription model = host.Migratable ?? throw DomainException.Unsupported("the host CPU has no model that could migrate", cpu.Position);
        cpu.Mode = CpuMode.Custom;
        cpu.Match = CpuMatch.Exact;
        cpu.Model = model.Model;
        cpu.Fallback = host.IsFromQemu ? CpuFallback.Forbid : CpuFallback.Allow;
        ReplaceFeatures(cpu, model.Features);
    }

    /// <summary>The list becomes the given one; the guest's own features change it in place or are added.</summary>
    internal static void ReplaceFeatures(DomainParser.Model.Cpu cpu, IReadOnlyList<CpuDescriptionFeature> features)
    {
        CpuFeature[] own = [.. cpu.Features];
        cpu.Features.Clear();
        cpu.Features.EnsureCapacity(features.Count + own.Length);
        foreach (CpuDescriptionFeature feature in features)
        {
            cpu.Features.Add(new CpuFeature { Name = feature.Name, Policy = feature.Policy });
        }

        foreach (CpuFeature feature in own)
        {
            Set(cpu, feature.Name, feature.Policy);
        }
    }

    private static void Set(DomainParser.Model.Cpu cpu, string name, CpuFeaturePolicy policy)
    {
        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Name == name)
            {
                feature.Policy = policy;
                return;
            }
        }

        cpu.Features.Add(new CpuFeature { Name = name, Policy = policy });
    }

    private static void SetDeprecated(TranslationContext context, DomainParser.Model.Cpu cpu, bool on)
    {
        if (!context.Capabilities.Has(Flags.QueryCpuModelExpansionDeprecatedProps))
        {
            throw DomainException.Unsupported("toggling deprecated features for CPU model is unsupported", cpu.Position);
        }

        if (!on && context.Capabilities.Accelerator(context.Domain.Type).HostCpu is { } expansion)
        {
            foreach (string name in expansion.DeprecatedProperties)
            {
                Set(cpu, name, CpuFeaturePolicy.Disable);
            }
        }
    }
}
