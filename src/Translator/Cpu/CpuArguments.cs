using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Cpu;

/// <summary>-cpu (cpu.md 7): the model, the guest's features, then what timers, &lt;features&gt; and devices want of the CPU.</summary>
internal static class CpuArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        OptionText more = More(domain, builder.Context.Rules);
        string? model = Model(builder.Context) ?? (more.IsEmpty ? null : DefaultModel(domain));
        if (model is null)
        {
            return;
        }

        var option = new OptionText();
        option.WordEscaped(model);
        if (domain.Cpu is { HasNoModel: false } cpu)
        {
            HostCpuOptions(builder.Context, cpu, option);
            Features(builder.Context, cpu, option);
        }

        builder.Add("-cpu", option.Append(more));
    }

    /// <summary>What others than &lt;cpu&gt;'s model and features want of the CPU.</summary>
    private static OptionText More(Domain domain, Compatibility rules)
    {
        var option = new OptionText();
        Timers(domain.Clock, option);
        option.Add("kvm-pv-eoi", domain.Features.ApicEoi);
        option.Add("kvm-pv-unhalt", domain.Features.PvSpinlock);
        Hyperv(domain, option, rules);
        Kvm(domain.Features.Kvm, option);
        option.Add("pmu", domain.IsPpc64() ? null : domain.Features.Pmu);
        Cache(domain.Cpu, option);
        PhysicalAddress(domain.Cpu, option);
        return option;
    }

    private static string DefaultModel(Domain domain) => domain.Os.Arch switch
    {
        "x86_64" => "qemu64",
        "i686" => "qemu32",
        _ => throw DomainException.Unsupported(
            $"the CPU features that the domain asks for need a <cpu> with a model: {domain.Os.Arch} guests have no default one", domain.Cpu?.Position
                ?? default),
    };

    private static string? Model(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Cpu is { HasNoModel: false } cpu)
        {
            return cpu.Mode switch
            {
                CpuMode.HostPassthrough => "host",
                CpuMode.Maximum => "max",
                CpuMode.HostModel => "host",
                _ => cpu.Model,
            };
        }

        // an emulator for 64 bits would otherwise give its default CPU
        bool is64Bit = domain.Emulator!.Contains("x86_64", StringComparison.Ordinal)
            || (context.Host.Architecture == "x86_64" && domain.Emulator.Contains("kvm", StringComparison.Ordinal));
        return domain.Os.Arch == "i686" && is64Bit ? "qemu32" : null;
    }

    private static void HostCpuOptions(TranslationContext context, DomainParser.Model.Cpu cpu, OptionText option)
    {
        if (cpu.Mode is not (CpuMode.HostPassthrough or CpuMode.Maximum))
        {
            option.Escaped("vendor", cpu.VendorId);
            return;
        }

        if (context.Domain.Os.Arch == "armv7l" && context.Host.Architecture == "aarch64")
        {
            option.Add("aarch64", false);
        }

        if (context.Capabilities.Has(Flags.CpuMigratable))
        {
            option.Add("migratable", cpu.Migratable);
        }
    }

    private static void Features(TranslationContext context, DomainParser.Model.Cpu cpu, OptionText option)
    {
        bool isX86 = context.Domain.IsX86();
        HostCpuExpansion? expansion = isX86 ? context.Capabilities.Accelerator(context.Domain.Type).HostCpu : null;
        foreach (CpuFeature feature in cpu.Features)
        {
            string name = isX86 ? X86Features.ToQemu(feature.Name) : feature.Name;
            switch (feature.Policy)
            {
                case CpuFeaturePolicy.Require or CpuFeaturePolicy.Force:
                    option.Add(name, true);
                    break;
                case CpuFeaturePolicy.Disable or CpuFeaturePolicy.Forbid:
                    // a feature that this QEMU has never heard of is off anyway
                    option.Add(name, expansion?.Knows(name) == false ? null : false);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Timers(Clock clock, OptionText option)
    {
        foreach (ClockTimer timer in clock.Timers)
        {
            switch (timer.Name)
            {
                case TimerName.KvmClock:
                    option.Add("kvmclock", timer.Present);
                    break;
                case TimerName.HypervClock when timer.Present == true:
                    option.Add("hv-time", true);
                    break;
                case TimerName.Tsc when timer.FrequencyHz is > 0 and { } frequency:
                    option.Add("tsc-frequency", frequency.ToString(CultureInfo.InvariantCulture));
                    break;
                case TimerName.ArmVTimer when timer.TickPolicy is TickPolicy.Delay or TickPolicy.Discard:
                    option.Add("kvm-no-adjvtime", timer.TickPolicy == TickPolicy.Discard);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Hyperv(Domain domain, OptionText option, Compatibility rules)
    {
        if (domain.Features.Hyperv is { } hyperv)
        {
            if (hyperv.Mode == HypervMode.Passthrough)
            {
                option.Add("hv-passthrough", true);
            }

            Enlightenments(hyperv, option);
        }

        foreach (Panic panic in domain.Panics)
        {
            if (panic.Model == PanicModel.Hyperv)
            {
                _ = rules.PanicIsSwitchedOn ? option.Add("hv-crash", true) : option.Word("hv-crash");
                break;
            }
        }
    }

    private static void Enlightenments(HypervFeatures hyperv, OptionText option)
    {
        On(option, "hv-relaxed", hyperv.Relaxed);
        On(option, "hv-vapic", hyperv.Vapic);
        if (hyperv.Spinlocks == true)
        {
            option.Add("hv-spinlocks", "0x" + hyperv.SpinlockRetries.ToString("x", CultureInfo.InvariantCulture));
        }

        On(option, "hv-vpindex", hyperv.VpIndex);
        On(option, "hv-runtime", hyperv.Runtime);
        On(option, "hv-synic", hyperv.Synic);
        On(option, "hv-stimer", hyperv.Stimer);
        On(option, "hv-stimer-direct", hyperv.StimerDirect);
        On(option, "hv-reset", hyperv.Reset);
        if (hyperv.VendorId == true)
        {
            option.Escaped("hv-vendor-id", hyperv.VendorIdValue);
        }

        On(option, "hv-frequencies", hyperv.Frequencies);
        On(option, "hv-reenlightenment", hyperv.Reenlightenment);
        On(option, "hv-tlbflush", hyperv.TlbFlush);
        On(option, "hv-tlbflush-direct", hyperv.TlbFlushDirect);
        On(option, "hv-tlbflush-ext", hyperv.TlbFlushExtended);
        On(option, "hv-ipi", hyperv.Ipi);
        On(option, "hv-evmcs", hyperv.Evmcs);
        On(option, "hv-avic", hyperv.Avic);
        On(option, "hv-emsr-bitmap", hyperv.EmsrBitmap);
        On(option, "hv-xmm-input", hyperv.XmmInput);
    }

    private static void Kvm(KvmFeatures? kvm, OptionText option)
    {
        if (kvm is null)
        {
            return;
        }

        option.Add("kvm", kvm.Hidden == true ? false : null);
        On(option, "kvm-hint-dedicated", kvm.HintDedicated);
        On(option, "kvm-poll-control", kvm.PollControl);
        option.Add("kvm-pv-ipi", kvm.PvIpi == false ? false : null);
    }

    private static void Cache(DomainParser.Model.Cpu? cpu, OptionText option)
    {
        if (cpu?.Cache is not { } cache)
        {
            return;
        }

        bool isHostCpu = cpu.Mode is CpuMode.HostPassthrough or CpuMode.Maximum;
        switch (cache.Mode)
        {
            case CpuCacheMode.Emulate:
                option.Add("l3-cache", true);
                option.Add("host-cache-info", isHostCpu ? false : null);
                break;
            case CpuCacheMode.Passthrough:
                option.Add("host-cache-info", true);
                option.Add("l3-cache", false);
                break;
            default:
                option.Add("host-cache-info", isHostCpu ? false : null);
                option.Add("l3-cache", false);
                break;
        }
    }

    private static void PhysicalAddress(DomainParser.Model.Cpu? cpu, OptionText option)
    {
        if (cpu?.MaxPhysAddr is not { } address)
        {
            return;
        }

        if (address.Mode == CpuMaxPhysAddrMode.Passthrough)
        {
            option.Add("host-phys-bits", true);
            option.Add("host-phys-bits-limit", address.Limit is > 0 and { } limit ? unchecked((int)limit) : null);
        }
        else if (address.Bits is > 0 and { } bits)
        {
            option.Add("phys-bits", (long?)bits);
        }
        else
        {
            option.Add("host-phys-bits", false);
        }
    }

    private static void On(OptionText option, string name, bool? state) => option.Add(name, state == true ? true : null);
}
