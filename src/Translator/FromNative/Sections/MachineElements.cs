using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-machine, -accel and what of the machine is a feature.</summary>
internal static class MachineElements
{
    /// <summary>Machine properties that are <c>&lt;NAME state='on|off'/&gt;</c> in &lt;features&gt;.</summary>
    private static readonly (string Property, string Feature)[] States =
    [
        ("vmport", "vmport"), ("smm", "smm"), ("cap-htm", "htm"), ("cap-nested-hv", "nested-hv"), ("cap-ccf-assist", "ccf-assist"), ("ras", "ras"),
            ("i8042", "ps2"),
    ];

    /// <summary>Machine properties that are <c>&lt;NAME value='…'/&gt;</c>.</summary>
    private static readonly (string Property, string Feature)[] Values = [("cap-cfpc", "cfpc"), ("cap-sbbc", "sbbc"), ("cap-ibs", "ibs")];

    public static void Add(NativeCommand native)
    {
        NativeOption? machine = native.One("-machine") ?? native.One("-M");
        machine?.Take();
        string? type = machine?.Take("type");
        if (native.IsModern && native.IsX86 && type is null or "pc" or "pc-1.0" or "accel")
        {
            type = "q35";
            native.Warn("the machine becomes q35");
        }

        native.Machine = type ?? (native.IsX86 ? "pc" : "");
        var features = new XElement("features");
        string accelerator = Accelerator(native, machine, features);
        native.Domain.SetAttributeValue("type", accelerator);
        native.Domain.Add(Element("os", Element("type", Attribute("arch", native.Arch), Attribute("machine", type), "hvm")), features);
        XElement os = native.Domain.Element("os")!;
        string? acpi = machine?.TakeSwitch("acpi");
        bool noAcpi = native.TakeFlag("-no-acpi");
        if (acpi == "on" || (acpi is null && !noAcpi && native.IsX86))
        {
            features.AddFirst(new XElement("acpi"));
        }

        if (machine is not null)
        {
            Features(machine, features);
            Memory(native, machine);
            Others(native, machine, os);
        }

        LaunchSecurity(native, machine);
        foreach ((string name, string value) in machine?.Rest ?? [])
        {
            // -machine may stand more than once: the options add up
            native.Options.Add(new NativeOption("-machine", $"{name}={value}"));
        }
    }

    private static string Accelerator(NativeCommand native, NativeOption? machine, XElement features)
    {
        string? word = machine?.Take("accel");
        bool isKvmProgram = native.Binary[(native.Binary.LastIndexOf('/') + 1)..] is "qemu-kvm" or "kvm" or "qemu-dm";
        foreach (NativeOption accel in native.All("-accel").ToList())
        {
            word ??= accel.Take("accel");
            accel.Ignore("accel");
            accel.Take();
            if (accel.Take("dirty-ring-size") is { } ring)
            {
                features.Child("kvm").Add(Element("dirty-ring", Attribute("state", "on"), Attribute("size", ring)));
            }

            if (accel.Take("tb-size") is { } cache)
            {
                features.Add(Element("tcg", Element("tb-cache", Attribute("unit", "MiB"), cache)));
            }

            foreach ((string name, string value) in accel.Rest)
            {
                native.Warn($"-accel's {name}={value} has no counterpart in domain XML and is left out");
            }
        }

        if (native.TakeFlag("-enable-kvm") || (isKvmProgram && word is null && !native.Options.Exists(o => o.Name is "-no-kvm")))
        {
            word ??= "kvm";
        }

        native.TakeFlag("-no-kvm");
        return word?.Split(':')[0] switch { "kvm" => "kvm", "hvf" => "hvf", _ => "qemu" };
    }

    private static void Features(NativeOption machine, XElement features)
    {
        foreach ((string property, string feature) in States)
        {
            if (machine.TakeSwitch(property) is { } state)
            {
                features.Add(With(feature, "state", state));
            }
        }

        foreach ((string property, string feature) in Values)
        {
            features.Add(With(feature, "value", machine.Take(property)));
        }

        features.Add(With("gic", "version", machine.Take("gic-version")));
        features.Add(With("aia", "value", machine.Take("aia")));
        features.Add(With("ioapic", "driver", machine.TakeAny("kernel_irqchip", "kernel-irqchip") switch { "split" => "qemu", "on" => "kvm", _ => null }));
        string? resize = machine.Take("resize-hpt");
        string? page = machine.Take("cap-hpt-max-page-size");
        if (resize is not null || page is not null)
        {
            ulong? kib = Numbers.Size(page) / 1024;
            features.Add(Element("hpt", Attribute("resizing", resize), kib is { } size ? Kib("maxpagesize", size) : null));
        }
    }

    private static void Memory(NativeCommand native, NativeOption machine)
    {
        if (machine.TakeSwitch("dump-guest-core") == "on")
        {
            native.MemoryAttributes.Add(Attribute("dumpCore", "on")!);
        }

        if (machine.TakeSwitch("mem-merge") == "off")
        {
            native.Domain.Child("memoryBacking").Add(new XElement("nosharepages"));
        }

        machine.Ignore("nvdimm", "on");
        machine.Ignore("hmat", "on");
        machine.Ignore("usb", "off");
        native.CompatibleCpu = machine.Take("max-cpu-compat");
        native.MemoryBackend = machine.Take("memory-backend");
        foreach ((string name, string _) in machine.Rest.Where(p => p.Key.StartsWith("sgx-epc.", StringComparison.Ordinal)).ToList())
        {
            native.SgxNodes[name] = machine.Take(name)!;
        }
    }

    private static void Others(NativeCommand native, NativeOption machine, XElement os)
    {
        string? aes = machine.TakeSwitch("aes-key-wrap");
        string? dea = machine.TakeSwitch("dea-key-wrap");
        if (aes is not null || dea is not null)
        {
            native.Domain.Add(Element("keywrap", Cipher("aes", aes), Cipher("dea", dea)));
        }

        if (machine.Take("iommu") is { } iommu)
        {
            native.Devices.Add(With("iommu", "model", iommu));
        }

        native.Loadparm = machine.Take("loadparm");
        native.Pflash.AddRange(((string?[])[machine.Take("pflash0"), machine.Take("pflash1")]).OfType<string>());
        if (machine.TakeSwitch("graphics") == "off")
        {
            os.Child("bios").SetAttributeValue("useserial", "yes");
        }

        native.Hpet = machine.TakeYesNo("hpet");
        native.SpeakerAudio = machine.Take("pcspk-audiodev");
        if (machine.TakeSwitch("usb") == "on")
        {
            native.HasUsb = true;
        }
    }

    private static XElement? Cipher(string name, string? state) => state is null ? null : Element("cipher", Attribute("name", name), Attribute("state", state));

    private static void LaunchSecurity(NativeCommand native, NativeOption? machine)
    {
        if ((machine?.TakeAny("confidential-guest-support", "memory-encryption") ?? null) is not { } id || native.Find("-object", id) is not { } security)
        {
            return;
        }

        security.Take();
        switch (security.Kind)
        {
            case "sev-guest" or "sev-snp-guest":
                bool isSnp = security.Kind == "sev-snp-guest";
                var element = Element(
                    "launchSecurity",
                    Attribute("type", isSnp ? "sev-snp" : "sev"),
                    Attribute("kernelHashes", security.TakeYesNo("kernel-hashes")),
                    Text("cbitpos", security.Take("cbitpos")),
                    Text("reducedPhysBits", security.Take("reduced-phys-bits")),
                    Text("policy", security.TakeNumber("policy") is { } policy
                        ? "0x" + policy.ToString("x4", System.Globalization.CultureInfo.InvariantCulture) : null));
                if (security.Take("dh-cert-file") is not null | security.Take("session-file") is not null)
                {
                    native.Warn(
                        "the DH certificate and the session data of <launchSecurity> stand in files that libvirt made for one start: put them in as <dhCert> "
                        + "and <session>");
                    element.Add(Element("dhCert", "AAAA"), Element("session", "AAAA"));
                }

                native.Domain.Add(element);
                break;
            case "s390-pv-guest":
                native.Domain.Add(With("launchSecurity", "type", "s390-pv"));
                break;
            default:
                native.Options.Add(new NativeOption(security.Name, security.Value));
                native.Options.Add(new NativeOption("-machine", "confidential-guest-support=" + id));
                break;
        }
    }
}
