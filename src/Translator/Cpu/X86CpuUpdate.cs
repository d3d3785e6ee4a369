using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>The part of <see cref="CpuUpdate"/> that knows x86 models (cpu.md 6.4, 6.5).</summary>
internal static class X86CpuUpdate
{
    public static void Run(TranslationContext context, DomainParser.Model.Cpu cpu)
    {
        bool hasOptional = cpu.Features.Exists(feature => feature.Policy == CpuFeaturePolicy.Optional);
        bool takesHostModel = cpu.Mode == CpuMode.HostModel || cpu.Match == CpuMatch.Minimum;
        if (hasOptional || takesHostModel)
        {
            HostCpuModels host = HostCpuModels.Of(context);
            if (hasOptional)
            {
                ResolveOptional(cpu, host);
            }

            if (takesHostModel)
            {
                CpuUpdate.ReplaceByHostModel(cpu, host);
            }
        }

        X86Model model = X86Models.Find(cpu.Model!) ?? throw DomainException.Internal($"Unknown CPU model {cpu.Model}", cpu.Position);
        if (!context.Rules.Knows(model.Since))
        {
            throw DomainException.Internal($"Unknown CPU model {cpu.Model}: it is known since libvirt {model.Since}, newer than the rules that are followed",
                cpu.Position);
        }

        SettleRemoved(context, cpu, model);
        IReadOnlyList<QemuCpuDefinition> known = context.Capabilities.Accelerator(context.Domain.Type).Cpus;
        if (!Knows(known, cpu.Model!))
        {
            FallBack(cpu, model, known, context.Rules);
        }

        cpu.Fallback = CpuFallback.Forbid;
    }

    private static void ResolveOptional(DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        X86FeatureSet present = host.Migratable?.X86FeatureSet() ?? default;
        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Policy == CpuFeaturePolicy.Optional)
            {
                feature.Policy = present.Has(X86Features.Find(feature.Name)) ? CpuFeaturePolicy.Require : CpuFeaturePolicy.Disable;
            }
        }
    }

    /// <summary>What the model no longer has but older ones had must be said aloud, so that the guest does not depend on the version.</summary>
    private static void SettleRemoved(TranslationContext context, DomainParser.Model.Cpu cpu, X86Model model)
    {
        foreach (string name in model.RemovedFeatures)
        {
            if (!cpu.Features.Exists(feature => feature.Name == name))
            {
                bool incoming = context.Options.IncomingUri is not null;
                cpu.Features.Add(new CpuFeature { Name = name, Policy = incoming ? CpuFeaturePolicy.Require : CpuFeaturePolicy.Disable });
            }
        }
    }

    private static bool Knows(IReadOnlyList<QemuCpuDefinition> known, string model)
    {
        foreach (QemuCpuDefinition definition in known)
        {
            if (definition.Name == model)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nearest model that QEMU knows.</summary>
    private static void FallBack(DomainParser.Model.Cpu cpu, X86Model model, IReadOnlyList<QemuCpuDefinition> known, Compatibility rules)
    {
        if (cpu.Fallback == CpuFallback.Forbid)
        {
            throw DomainException.Unsupported($"CPU model {cpu.Model} is not supported by hypervisor", cpu.Position);
        }

        X86FeatureSet wanted = model.Features;
        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Policy is CpuFeaturePolicy.Disable or CpuFeaturePolicy.Forbid)
            {
                wanted.Remove(X86Features.Find(feature.Name));
            }
            else
            {
                wanted.Add(X86Features.Find(feature.Name));
            }
        }

        X86Signature signature = model.Signatures.Count > 0 ? model.Signatures[0] : default;
        CpuDescription nearest = X86Decoder.Decode(wanted, model.Vendor, (signature.Family, signature.Model, signature.FirstStepping), known, rules)
            ?? throw DomainException.Unsupported($"Cannot find suitable CPU model for given data: {cpu.Model}", cpu.Position);
        cpu.Model = nearest.Model;
        CpuUpdate.ReplaceFeatures(cpu, nearest.Features);
    }
}
