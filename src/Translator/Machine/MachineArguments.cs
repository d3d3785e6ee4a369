using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Machine;

/// <summary>-machine: the properties in the order of core-arguments.md 6.</summary>
internal static class MachineArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        var option = new OptionText(domain.Os.Machine!).Add("usb", "off");
        if (domain.KeyWrap is { Aes: not null } or { Dea: not null } && !domain.IsS390())
        {
            throw DomainException.Unsupported("'aes-key-wrap'/'dea-key-wrap' is not available on this architecture: <keywrap> is for s390x");
        }

        option.Add("aes-key-wrap", domain.KeyWrap?.Aes).Add("dea-key-wrap", domain.KeyWrap?.Dea);
        Features(builder, option);
        if (domain.Iommus.Exists(i => i.Model == IommuModel.SmmuV3))
        {
            option.Add("iommu", "smmuv3");
        }

        Memory(builder, option);
        if (domain.IsPseries() && domain.Cpu is { Mode: CpuMode.HostModel, Model: { } model })
        {
            option.Add("max-cpu-compat", model);
        }

        option.Add("loadparm", Loadparm(builder));
        if (domain.LaunchSecurity is { } security)
        {
            bool old = security.Type != LaunchSecurityType.S390Pv && !builder.Capabilities.Has(Flags.ConfidentialGuestSupport);
            option.Add(old ? "memory-encryption" : "confidential-guest-support", "lsec0");
        }

        for (int i = 0; i < builder.PflashNodes.Count; i++)
        {
            option.Add($"pflash{i}", builder.PflashNodes[i]);
        }

        if (domain.Cpu?.Numa is { HasHmat: true })
        {
            option.Add("hmat", "on");
        }

        if (domain.Os.BiosUseSerial == true)
        {
            option.Add("graphics", "off");
        }

        if (builder.Capabilities.Has(Flags.MachineHpet))
        {
            foreach (ClockTimer timer in domain.Clock.Timers)
            {
                option.Add("hpet", timer.Name == TimerName.Hpet ? timer.Present : null);
            }
        }

        if (builder.Context.Rules.SpeakerHasAudioDevice && domain.Sounds.Find(s => s.Model == SoundModel.Pcspk) is { } speaker)
        {
            option.Add("pcspk-audiodev", "audio" + (speaker.AudioId ?? FirstAudio(domain)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (builder.Context.Rules.AcpiIsMachineProperty && builder.Machine?.Acpi == true)
        {
            option.Add("acpi", domain.Features.Acpi);
        }

        builder.Add("-machine", option);
    }

    private static uint FirstAudio(Domain domain) => domain.Audios.Count > 0 ? domain.Audios[0].Id : 1;

    private static void Features(CommandLineBuilder builder, OptionText option)
    {
        Features features = builder.Domain.Features;
        option.Add("vmport", features.VmPort).Add("smm", features.Smm).Add("gic-version", Gic(builder));
        option.Add("kernel_irqchip", features.IoApic switch
        {
            IoApicDriver.Qemu => "split",
            IoApicDriver.Kvm => "on",
            _ => null,
        });
        option.Add("resize-hpt", HptResizing.Names.Of(features.HptResizing));
        option.Add("cap-hpt-max-page-size", features.HptMaxPageSizeKiB is { } kib
            ? kib.ToString(System.Globalization.CultureInfo.InvariantCulture) + "k" : null);
        option.Add("cap-htm", features.Htm).Add("cap-nested-hv", features.NestedHv).Add("cap-ccf-assist", features.CcfAssist);
        option.Add("cap-cfpc", MitigationLevel.Names.Of(features.Cfpc)).Add("cap-sbbc", MitigationLevel.Names.Of(features.Sbbc));
        option.Add("cap-ibs", IbsLevel.Names.Of(features.Ibs)).Add("ras", features.Ras).Add("i8042", features.Ps2).Add("aia", AiaMode.Names.Of(features.Aia));
    }

    private static string? Gic(CommandLineBuilder builder)
    {
        Features features = builder.Domain.Features;
        if (!features.Gic || features.GicVersion is not { } version)
        {
            return null;
        }

        if (builder.Capabilities.Arch == "aarch64")
        {
            return GicVersion.Names[version];
        }

        return version == GicVersion.V2
            ? null
            : throw DomainException.Unsupported($"a GIC of version '{GicVersion.Names[version]}' needs the 64-bit ARM emulator", features.Position);
    }

    private static void Memory(CommandLineBuilder builder, OptionText option)
    {
        Domain domain = builder.Domain;
        option.Add("dump-guest-core", domain.DumpCore ?? builder.Context.Settings.DumpGuestCore);
        if (domain.MemoryBacking is { NoSharePages: true })
        {
            option.Add("mem-merge", "off");
        }

        bool nvdimm = false;
        int sgx = 0;
        foreach (MemoryDevice device in domain.MemoryDevices)
        {
            switch (device.Model)
            {
                case MemoryModel.Nvdimm when !nvdimm:
                    nvdimm = true;
                    option.Add("nvdimm", "on");
                    break;
                case MemoryModel.SgxEpc:
                    option.Add($"sgx-epc.{sgx}.memdev", "mem" + device.Alias).Add($"sgx-epc.{sgx}.node", device.TargetNode ?? 0);
                    sgx++;
                    break;
            }
        }

        if (domain.Cpu?.Numa is null)
        {
            option.Add("memory-backend", builder.Machine?.DefaultRamId);
        }
    }

    /// <summary>The loadparm of the first boot device, where QEMU cannot take one at each device yet.</summary>
    private static string? Loadparm(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        if (!domain.IsS390() || builder.Capabilities.Has(Flags.VirtioCcwLoadparm))
        {
            return null;
        }

        return First(domain.Disks) ?? First(domain.Interfaces) ?? First(domain.Hostdevs);

        static string? First(IReadOnlyList<Device> devices)
        {
            foreach (Device device in devices)
            {
                if (device is { EffectiveBootIndex: 1, LoadParm: { } loadparm })
                {
                    return loadparm;
                }
            }

            return null;
        }
    }
}
