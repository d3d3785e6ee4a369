using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>Refuses features that the guest's machine, its type or this QEMU does not have (completion.md 8, capabilities.md 2.5).</summary>
internal sealed class FeatureRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Features features = domain.Features;
        QemuCapabilities capabilities = context.Capabilities;

        if (!domain.IsX86())
        {
            Refuse(domain, "apic", features.ApicEoi is not null);
            Refuse(domain, "ioapic", features.IoApic is not null);
            Refuse(domain, "pvspinlock", features.PvSpinlock is not null);
        }

        if (!domain.IsPseries())
        {
            Refuse(domain, "hpt", features.Hpt);
            Refuse(domain, "htm", features.Htm is not null);
            Refuse(domain, "nested-hv", features.NestedHv is not null);
            Refuse(domain, "ccf-assist", features.CcfAssist is not null);
            Refuse(domain, "cfpc", features.Cfpc is not null);
            Refuse(domain, "sbbc", features.Sbbc is not null);
            Refuse(domain, "ibs", features.Ibs is not null);
        }

        Refuse(domain, "gic", features.Gic && !domain.IsArmVirt());
        Refuse(domain, "virtualization", features.Virtualization is not null && !domain.IsArmVirt());
        OnlyOn("ARM", domain, "ras", features.Ras is not null && !domain.IsArmVirt());
        OnlyOn("RISC-V", domain, "aia", features.Aia is not null && !domain.IsRiscvVirt());
        Refuse(domain, "hyperv", features.Hyperv is not null && !domain.IsX86() && !domain.IsArmVirt());
        Refuse(domain, "vmport", features.VmPort is not null && !(domain.IsI440fx() || domain.IsQ35() || domain.IsIsapc()));
        Need(features, capabilities, "vmport", features.VmPort is not null, Flags.MachineVmportOpt);
        Need(features, capabilities, "ras", features.Ras is not null, Flags.MachineVirtRas);
        Need(features, capabilities, "aia", features.Aia is not null, Flags.MachineVirtAia);
        Need(features, capabilities, "vmcoreinfo", features.VmCoreInfo == true, Flags.Vmcoreinfo);
        Need(features, capabilities, "async-teardown", features.AsyncTeardown == true, Flags.RunWithAsyncTeardown);
        CheckPmu(domain);
        CheckAccelerator(domain);
        CheckPs2(domain, capabilities);
        if (features.Hyperv is { Mode: not HypervMode.Passthrough } hyperv && context.Options.AbiUpdate)
        {
            CheckEnlightenments(hyperv, domain.Clock, context.Rules);
        }
    }

    /// <summary>What an enlightenment of a new definition builds upon (versions.md R9).</summary>
    private static void CheckEnlightenments(HypervFeatures hyperv, Clock clock, Compatibility rules)
    {
        if (rules.StimerNeedsClockAndSynic && hyperv.Stimer == true)
        {
            RequireFor("stimer", clock.Timers.Exists(t => t is { Name: TimerName.HypervClock, Present: not false }), "'hypervclock' timer", hyperv);
            RequireFor("stimer", hyperv.Synic == true, "'synic' feature", hyperv);
        }

        if (rules.EnlightenmentsNeedTheirBase)
        {
            RequireFor("tlbflush", hyperv.TlbFlush != true || hyperv.VpIndex == true, "'vpindex' feature", hyperv);
            RequireFor("hv-tlbflush-direct", hyperv.TlbFlushDirect != true || hyperv.Vapic == true, "'vapic' feature", hyperv);
            RequireFor("ipi", hyperv.Ipi != true || hyperv.VpIndex == true, "'vpindex' feature", hyperv);
            RequireFor("evmcs", hyperv.Evmcs != true || hyperv.Vapic == true, "'vapic' feature", hyperv);
        }
    }

    private static void RequireFor(string feature, bool holds, string what, HypervFeatures hyperv)
    {
        if (!holds)
        {
            throw DomainException.Unsupported($"'{feature}' hyperv feature requires {what}", hyperv.Position);
        }
    }

    private static void CheckPmu(Domain domain)
    {
        if (domain.Features.Pmu == false && domain.IsPpc64())
        {
            throw DomainException.Unsupported($"PMU is always enabled for architecture '{domain.Os.Arch}'", domain.Features.Position);
        }
    }

    private static void CheckAccelerator(Domain domain)
    {
        if (domain.Features.TbCacheKiB is not null && domain.Type != DomainType.Qemu)
        {
            throw DomainException.Unsupported($"the 'tcg' feature is only available with type 'qemu': the domain has type '{DomainType.Names[domain.Type]}'",
                domain.Features.Position);
        }

        if (domain.Features.Kvm?.DirtyRing == true && domain.Type != DomainType.Kvm)
        {
            throw DomainException.Unsupported("dirty ring feature is only available with type 'kvm'", domain.Features.Kvm.Position);
        }
    }

    private static void CheckPs2(Domain domain, QemuCapabilities capabilities)
    {
        Features features = domain.Features;
        if (features.Ps2 is not { } ps2)
        {
            return;
        }

        if (!domain.HasI8042(capabilities))
        {
            Refuse(domain, "ps2", true);
        }

        if (!capabilities.Has(Flags.MachineI8042Opt))
        {
            throw DomainException.Unsupported("ps2 feature state cannot be controlled with this QEMU binary", features.Position);
        }

        if (ps2)
        {
            return;
        }

        if (features.VmPort == true)
        {
            throw DomainException.Unsupported("vmport feature requires the ps2 feature not to be disabled", features.Position);
        }

        foreach (Input input in domain.Inputs)
        {
            if (input.Bus == InputBus.Ps2)
            {
                throw DomainException.Unsupported("ps2 bus inputs require the ps2 feature not to be disabled", input.Position);
            }
        }
    }

    private static void Refuse(Domain domain, string feature, bool present)
    {
        if (present)
        {
            throw DomainException.Unsupported(
                $"The '{feature}' feature is not supported for architecture '{domain.Os.Arch}' or machine type '{domain.Os.Machine}'",
                    domain.Features.Position);
        }
    }

    private static void OnlyOn(string virt, Domain domain, string feature, bool present)
    {
        if (present)
        {
            throw DomainException.Unsupported($"{feature} feature is only supported with {virt} Virt machines", domain.Features.Position);
        }
    }

    private static void Need(Features features, QemuCapabilities capabilities, string feature, bool present, string flag)
    {
        if (present && !capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"The '{feature}' feature is not supported by this QEMU", features.Position);
        }
    }
}
