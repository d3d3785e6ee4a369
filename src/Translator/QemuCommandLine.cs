using VirshLite.Translator.Boot;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;
using VirshLite.Translator.Devices.Audios;
using VirshLite.Translator.Devices.Channels;
using VirshLite.Translator.Devices.Consoles;
using VirshLite.Translator.Devices.Controllers;
using VirshLite.Translator.Devices.Cryptos;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Devices.Filesystems;
using VirshLite.Translator.Devices.GraphicsDevices;
using VirshLite.Translator.Devices.Hostdevs;
using VirshLite.Translator.Devices.Hubs;
using VirshLite.Translator.Devices.Inputs;
using VirshLite.Translator.Devices.Interfaces;
using VirshLite.Translator.Devices.Iommus;
using VirshLite.Translator.Devices.Memballoons;
using VirshLite.Translator.Devices.MemoryDevices;
using VirshLite.Translator.Devices.Nvrams;
using VirshLite.Translator.Devices.Panics;
using VirshLite.Translator.Devices.Parallels;
using VirshLite.Translator.Devices.Pstores;
using VirshLite.Translator.Devices.Redirdevs;
using VirshLite.Translator.Devices.Rngs;
using VirshLite.Translator.Devices.Serials;
using VirshLite.Translator.Devices.Shmems;
using VirshLite.Translator.Devices.Smartcards;
using VirshLite.Translator.Devices.Sounds;
using VirshLite.Translator.Devices.Tpms;
using VirshLite.Translator.Devices.Videos;
using VirshLite.Translator.Devices.Vsocks;
using VirshLite.Translator.Devices.Watchdogs;
using VirshLite.Translator.GuestFirmware;
using VirshLite.Translator.Machine;
using VirshLite.Translator.Memory;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Power;
using VirshLite.Translator.QemuProcess;
using VirshLite.Translator.Storage;
using VirshLite.Translator.Threads;
using VirshLite.Translator.Time;

namespace VirshLite.Translator;

/// <summary>The master list: every argument in order (core-arguments.md 4). Each producer decides for itself whether it has anything to say.</summary>
internal static class QemuCommandLine
{
    public static LaunchPlan Build(TranslationContext context)
    {
        var plan = new LaunchPlan
        {
            Domain = context.Domain,
            Paths = context.Paths,
            Binary = context.Domain.Emulator!,
            Syntax = new SyntaxSupport(context.Capabilities.Has(Flags.DeviceJsonHotplug), context.Capabilities.Has(Flags.NetdevJson)),
        };
        GuestEnvironment.Add(context, plan);
        var builder = new CommandLineBuilder(context, plan);
        NameArguments.Add(builder);
        MasterKeyArguments.Add(builder);
        EarlyObjectArguments.Add(builder);
        FirmwareBlockdevArguments.Add(builder);
        MachineArguments.Add(builder);
        AccelArguments.Add(builder);
        CpuArguments.Add(builder);
        LoaderArguments.Add(builder);
        MemoryArguments.Add(builder);
        SmpArguments.Add(builder);
        IoThreadArguments.Add(builder);
        ThrottleGroupArguments.Add(builder);
        NumaArguments.Add(builder);
        SmbiosArguments.Add(builder);
        MonitorArguments.Add(builder);
        ClockArguments.Add(builder);
        PowerArguments.Add(builder);
        BootArguments.Add(builder);
        if (!context.Rules.IommuFollowsControllers)
        {
            IommuArguments.Add(builder);
        }

        ControllerArguments.Add(builder);
        if (context.Rules.IommuFollowsControllers)
        {
            IommuArguments.Add(builder);
        }

        MemoryDeviceArguments.Add(builder);
        HubArguments.Add(builder);
        CcidControllerArguments.Add(builder);
        DiskArguments.Add(builder);
        FilesystemArguments.Add(builder);
        InterfaceArguments.Add(builder);
        SmartcardArguments.Add(builder);
        SerialArguments.Add(builder);
        ParallelArguments.Add(builder);
        ChannelArguments.Add(builder);
        GuestConsoleArguments.Add(builder);
        TpmArguments.Add(builder);
        InputArguments.Add(builder);
        AudioArguments.Add(builder);
        GraphicsArguments.Add(builder);
        VideoArguments.Add(builder);
        SoundArguments.Add(builder);
        WatchdogArguments.Add(builder);
        RedirdevArguments.Add(builder);
        HostdevArguments.Add(builder);
        HostDevicePlan.Add(builder);
        IncomingArguments.Add(builder);
        MemballoonArguments.Add(builder);
        RngArguments.Add(builder);
        NvramArguments.Add(builder);
        VmcoreinfoArguments.Add(builder);
        LaunchSecurityArguments.Add(builder);
        QemuNamespaceArguments.Add(builder);
        SandboxArguments.Add(builder);
        PanicArguments.Add(builder);
        ShmemArguments.Add(builder);
        VsockArguments.Add(builder);
        CryptoArguments.Add(builder);
        PstoreArguments.Add(builder);
        TailArguments.Add(builder);
        StartPreparation.Add(builder);
        plan.Warnings.AddRange(context.Warnings);
        if (context.Options.ForStart)
        {
            LiveImages.RecordAll(context);
            context.Domain.Id = context.Options.GuestId;
        }

        return plan;
    }
}
