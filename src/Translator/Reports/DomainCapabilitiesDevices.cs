using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Reports;

/// <summary>The devices of domain capabilities: which models and backends can be had.</summary>
internal static class DomainCapabilitiesDevices
{
    public static void WriteMemoryBacking(XmlOutput xml, QemuCapabilities capabilities)
    {
        xml.Open("memoryBacking").YesNo("supported", true);
        DomainCapabilities.WriteEnum(xml, "sourceType", capabilities.Has(Flags.MemoryBackendMemfd) ? ["file", "anonymous", "memfd"] : ["file", "anonymous"]);
        xml.Close();
    }

    public static void Write(XmlOutput xml, TranslationContext context)
    {
        QemuCapabilities has = context.Capabilities;
        Domain domain = context.Domain;
        xml.Open("devices");
        WriteDisk(xml, context);
        Device(xml, "graphics", ("type", Graphics(has, context.Host)));
        Device(xml, "video", ("modelType", Video(has)));
        bool more = context.Rules.DomainCapabilitiesTellMore;
        ReadOnlySpan<(string, IEnumerable<string>)> hostdev =
        [
            ("mode", ["subsystem"]),
            ("startupPolicy", ["default", "mandatory", "requisite", "optional"]),
            ("subsysType", ["usb", "pci", "scsi"]),
            ("capsType", []),
            ("pciBackend", HasVfio(context) ? ["default", "vfio"] : []),
            ("iommufd", has.Has(Flags.IommuFd) && context.Host.KindOf("/dev/iommu") != HostPathKind.Missing ? ["yes", "no"] : ["no"]),
        ];
        Device(xml, "hostdev", more ? hostdev : hostdev[..^1]);
        DeviceIf(xml, "rng", has.Has(Flags.VirtioRng), ("model", VirtioModels(has)),
            ("backendModel", Of(has, ("random", Flags.RngRandom), ("egd", Flags.RngEgd), ("builtin", Flags.RngBuiltin))));
        Device(xml, "filesystem", ("driverType", ["path", .. context.Rules.HandleFilesystemIsGone ? Array.Empty<string>() : ["handle"], .. Of(has, ("virtiofs", Flags.VhostUserFs))]));
        WriteTpm(xml, context);
        DeviceIf(xml, "redirdev", has.Has(Flags.UsbRedir), ("bus", ["usb"]));
        Device(xml, "channel", ("type", ["pty", "unix", .. Of(has, ("spicevmc", Flags.Spice))]));
        DeviceIf(xml, "crypto", has.Has(Flags.VirtioCrypto), ("model", ["virtio"]), ("type", ["qemu"]),
            ("backendModel", ["builtin", .. Of(has, ("lkcf", Flags.CryptodevBackendLkcf))]));
        Device(xml, "interface", ("backendType", ["default", .. Of(has, ("passt", Flags.NetdevStream))]));
        List<string> panic = Panic(has, domain);
        DeviceIf(xml, "panic", panic.Count > 0, ("model", panic));
        if (more)
        {
            Device(xml, "console", ("type", Consoles(has)));
        }

        xml.Close();
    }

    private static void WriteDisk(XmlOutput xml, TranslationContext context)
    {
        (QemuCapabilities has, Domain domain) = (context.Capabilities, context.Domain);
        bool floppies = !domain.IsPseries();
        List<string> devices = ["disk", "cdrom"];
        DomainCapabilities.AddIf(devices, "floppy", floppies);
        devices.Add("lun");
        List<string> buses = [];
        DomainCapabilities.AddIf(buses, "ide", domain.HasBuiltinIde());
        DomainCapabilities.AddIf(buses, "fdc", floppies);
        buses.Add("scsi");
        buses.Add("virtio");
        DomainCapabilities.AddIf(buses, "usb", has.Has(Flags.UsbStorage));
        DomainCapabilities.AddIf(buses, "sata", has.Has(Flags.Ich9Ahci));
        DomainCapabilities.AddIf(buses, "nvme", context.Rules.HasNvmeControllers && has.Has(Flags.Nvme));
        Device(xml, "disk", ("diskDevice", devices), ("bus", buses), ("model", VirtioModels(has)));
    }

    private static List<string> Consoles(QemuCapabilities has) =>
    [
        "null", "vc", "pty", "dev", "file", "pipe", "stdio", "udp", "tcp", "unix",
        .. Of(has, ("spicevmc", Flags.Spice), ("spiceport", Flags.Spice), ("qemu-vdagent", Flags.ChardevQemuVdagent), ("dbus", Flags.DisplayDbus)),
    ];

    private static List<string> Graphics(QemuCapabilities has, IHostFacts host)
    {
        List<string> types = Of(has, ("sdl", Flags.Sdl), ("vnc", Flags.Vnc));
        DomainCapabilities.AddIf(types, "rdp", has.Has(Flags.DisplayDbus) && host.FindProgram("qemu-rdp") is not null);
        types.AddRange(Of(has, ("spice", Flags.Spice), ("egl-headless", Flags.EglHeadless), ("dbus", Flags.DisplayDbus)));
        return types;
    }

    private static List<string> Video(QemuCapabilities has) =>
    [
        .. Of(has, ("vga", Flags.Vga), ("cirrus", Flags.CirrusVga), ("vmvga", Flags.VmwareSvga), ("qxl", Flags.Qxl), ("virtio", Flags.VirtioGpu)),
        "none",
        .. Of(has, ("bochs", Flags.BochsDisplay), ("ramfb", Flags.Ramfb)),
    ];

    private static void WriteTpm(XmlOutput xml, TranslationContext context)
    {
        QemuCapabilities has = context.Capabilities;
        List<string> models = Of(has, ("tpm-tis", Flags.TpmTis), ("tpm-crb", Flags.TpmCrb), ("tpm-spapr", Flags.TpmSpapr),
            ("spapr-tpm-proxy", Flags.SpaprTpmProxy));
        IReadOnlyList<string> versions = context.Host.SwtpmVersions;
        List<string> backends = Of(has, ("passthrough", Flags.TpmPassthrough));
        if (has.Has(Flags.TpmEmulator) && versions.Count > 0)
        {
            backends.Add("emulator");
            backends.Add("external");
        }

        DeviceIf(xml, "tpm", models.Count > 0 && backends.Count > 0, ("model", models), ("backendModel", backends), ("backendVersion", versions));
    }

    private static List<string> Panic(QemuCapabilities has, Domain domain)
    {
        List<string> models = Of(has, ("isa", Flags.Pvpanic));
        DomainCapabilities.AddIf(models, "pseries", domain.IsPseries());
        DomainCapabilities.AddIf(models, "hyperv", domain.IsX86());
        DomainCapabilities.AddIf(models, "s390", domain.IsS390());
        models.AddRange(Of(has, ("pvpanic", Flags.PvpanicPci)));
        return models;
    }

    private static List<string> VirtioModels(QemuCapabilities has) =>
        has.Has(Flags.VirtioPciNonTransitional) ? ["virtio", "virtio-transitional", "virtio-non-transitional"] : ["virtio"];

    private static bool HasVfio(TranslationContext context) =>
        context.Capabilities.Has(Flags.VfioPci) && context.Host.KindOf("/dev/vfio/vfio") != HostPathKind.Missing;

    private static List<string> Of(QemuCapabilities has, params ReadOnlySpan<(string Value, string Flag)> values)
    {
        List<string> there = [];
        foreach ((string value, string flag) in values)
        {
            DomainCapabilities.AddIf(there, value, has.Has(flag));
        }

        return there;
    }

    private static void Device(XmlOutput xml, string name, params ReadOnlySpan<(string Name, IEnumerable<string> Values)> enums) =>
        DeviceIf(xml, name, true, enums);

    private static void DeviceIf(XmlOutput xml, string name, bool supported, params ReadOnlySpan<(string Name, IEnumerable<string> Values)> enums)
    {
        xml.Open(name).YesNo("supported", supported);
        if (supported)
        {
            foreach ((string enumName, IEnumerable<string> values) in enums)
            {
                DomainCapabilities.WriteEnum(xml, enumName, values);
            }
        }

        xml.Close();
    }
}
