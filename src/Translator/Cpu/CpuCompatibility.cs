using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>Whether the host can give a guest the CPU that it asks for (cpu.md 6.2, 6.3, 6.7).</summary>
internal static class CpuCompatibility
{
    private const string Lacking = "Host CPU does not provide required features";

    /// <summary>The guest must not see a feature, but the host CPU has it (checked for every CPU with check other than none).</summary>
    public static void CheckForbidden(DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        if (host.Full is not { } full)
        {
            return;
        }

        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Policy == CpuFeaturePolicy.Forbid && full.Lists(feature.Name))
            {
                throw Incompatible("Host CPU provides forbidden features", [feature.Name], feature.Position);
            }
        }
    }

    /// <summary>check='partial': the model must run here and the required features must be there.</summary>
    public static void CheckPartial(TranslationContext context, DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        Domain domain = context.Domain;
        QemuCpuDefinition? definition = cpu.Model is null ? null : context.Capabilities.Accelerator(domain.Type).FindCpu(cpu.Model);
        if (definition?.Usable == CpuUsable.Yes && DisablesOnly(cpu))
        {
            return;
        }

        if (!domain.IsX86() || cpu.Model is null || definition is null || host.Reported is null || !host.IsFromQemu
            || X86Models.Find(cpu.Model)?.ComparesWithHost == true)
        {
            if (!Architectures.IsNative(context.Host.Architecture, domain.Os.Arch!))
            {
                throw UnknownHost(cpu);
            }

            Compare(domain, cpu, host);
        }
        else
        {
            CheckBlockers(cpu, definition, host);
        }
    }

    private static bool DisablesOnly(DomainParser.Model.Cpu cpu)
    {
        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Policy != CpuFeaturePolicy.Disable)
            {
                return false;
            }
        }

        return true;
    }

    private static void Compare(Domain domain, DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        if (domain.IsX86())
        {
            CompareX86(cpu, host);
        }
        else if (domain.IsPpc64())
        {
            ComparePpc64(cpu, host);
        }
    }

    private static void CompareX86(DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        CpuDescription full = host.Full ?? throw UnknownHost(cpu);
        if (cpu.Vendor is not null && cpu.Vendor != full.Vendor)
        {
            throw DomainException.Unsupported(
                $"the CPU is incompatible with host CPU: host CPU vendor does not match required CPU vendor {cpu.Vendor}", cpu.Position);
        }

        X86FeatureSet required = cpu.Model is null ? default : FindModel(cpu).Features;
        X86FeatureSet forbidden = default;
        X86FeatureSet free = default;
        foreach (CpuFeature feature in cpu.Features)
        {
            int number = X86Features.Find(feature.Name);
            switch (feature.Policy)
            {
                case CpuFeaturePolicy.Require:
                    required.Add(number);
                    break;
                case CpuFeaturePolicy.Forbid:
                    forbidden.Add(number);
                    break;
                default:
                    free.Add(number);
                    break;
            }
        }

        X86FeatureSet present = full.X86FeatureSet();
        Refuse(cpu, "Host CPU provides forbidden features", forbidden & present);
        required -= free;
        Refuse(cpu, Lacking, required - present);
        if (cpu.Match == CpuMatch.Strict)
        {
            Refuse(cpu, "Host CPU does not strictly match guest CPU: Extra features", present - required - free);
        }
    }

    private static void ComparePpc64(DomainParser.Model.Cpu cpu, HostCpuModels host)
    {
        if (host.Full is not { } full || cpu.Model is null)
        {
            return;
        }

        if (cpu.Mode != CpuMode.HostModel)
        {
            if (cpu.Model != full.Model)
            {
                throw DomainException.Unsupported($"the CPU is incompatible with host CPU: {cpu.Model} is asked for, the host has a {full.Model}",
                    cpu.Position);
            }

            return;
        }

        int wanted = PowerGeneration(cpu.Model);
        int present = PowerGeneration(full.Model);
        if (wanted < 0)
        {
            throw DomainException.Unsupported($"the CPU is incompatible with host CPU: '{cpu.Model}' is not one of power6 to power10", cpu.Position);
        }

        if (wanted > present)
        {
            throw DomainException.Unsupported($"the CPU is incompatible with host CPU: a {full.Model} cannot behave as a {cpu.Model}", cpu.Position);
        }
    }

    private static int PowerGeneration(string model) => model.ToLowerInvariant() switch
    {
        "power6" => 6,
        "power7" => 7,
        "power8" => 8,
        "power9" => 9,
        "power10" => 10,
        _ => -1,
    };

    private static void CheckBlockers(DomainParser.Model.Cpu cpu, QemuCpuDefinition definition, HostCpuModels host)
    {
        var missing = new List<string>();
        foreach (string blocker in definition.Blockers)
        {
            string name = X86Features.FromQemu(blocker);
            CpuFeature? listed = cpu.Features.Find(f => f.Name == name);
            if (listed?.Policy != CpuFeaturePolicy.Disable)
            {
                missing.Add(name);
            }
        }

        foreach (CpuFeature feature in cpu.Features)
        {
            if (feature.Policy == CpuFeaturePolicy.Require && !host.ReportedFeatures.Has(X86Features.Find(feature.Name)) && !missing.Contains(feature.Name))
            {
                missing.Add(feature.Name);
            }
        }

        if (missing.Count > 0)
        {
            throw Incompatible(Lacking, missing, cpu.Position);
        }
    }

    private static DomainException UnknownHost(DomainParser.Model.Cpu cpu) =>
        DomainException.Unsupported("the CPU is incompatible with host CPU: unknown host CPU", cpu.Position);

    private static X86Model FindModel(DomainParser.Model.Cpu cpu) =>
        X86Models.Find(cpu.Model!) ?? throw DomainException.Internal($"Unknown CPU model {cpu.Model}", cpu.Position);

    private static void Refuse(DomainParser.Model.Cpu cpu, string reason, X86FeatureSet features)
    {
        if (features.IsEmpty)
        {
            return;
        }

        var names = new List<string>();
        foreach (int feature in features)
        {
            names.Add(X86Features.Names[feature]);
        }

        throw Incompatible(reason, names, cpu.Position);
    }

    private static DomainException Incompatible(string reason, IReadOnlyList<string> features, SourcePosition position) =>
        new($"the CPU is incompatible with host CPU: {reason}: {string.Join(", ", features)}", position, RefusalKind.Unsupported)
        {
            CpuFeatures = features,
            CpuHasTooMuch = reason != Lacking,
        };
}
