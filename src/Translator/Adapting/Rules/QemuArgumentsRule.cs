using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Arguments that are passed on as they are and that this QEMU refuses: options, devices and objects that it does not have, files and devices of another host,
/// and what hangs on those.
/// </summary>
internal sealed class QemuArgumentsRule : IAdaptingRule
{
    /// <summary>Properties that name a file which QEMU opens and does not make.</summary>
    private static readonly string[] FileProperties = ["file", "evdev", "romfile", "filename", "dsdt"];

    /// <summary>Properties that name another part by its id.</summary>
    private static readonly string[] References = ["chardev", "netdev", "drive", "memdev", "audiodev", "tpmdev", "bus", "iothread", "rng", "cryptodev"];

    /// <summary>Options that QEMU has dropped, and what says the same in domain XML.</summary>
    private static readonly Dictionary<string, string> Successors = new(StringComparer.Ordinal)
    {
        ["soundhw"] = "<sound model='…'/> says it today",
        ["no-hpet"] = "<timer name='hpet' present='no'/> inside <clock> says it today",
        ["no-acpi"] = "<features> without <acpi/> says it today",
        ["realtime"] = "<memoryBacking><locked/></memoryBacking> says it today",
        ["balloon"] = "<memballoon model='virtio'/> says it today",
        ["usbdevice"] = "<input> or <hostdev type='usb'> says it today",
        ["net"] = "<interface> says it today",
        ["tdf"] = "<timer name='pit' tickpolicy='catchup'/> says it today",
        ["no-kvm-irqchip"] = "<ioapic driver='qemu'/> inside <features> says it today",
        ["enable-fips"] = "the kernel's FIPS mode is asked by the libraries themselves",
        ["chroot"] = "QEMU no longer does so; <seclabel> and the sandbox fence it in",
        ["watchdog"] = "<watchdog model='…'/> says it today",
        ["tb-size"] = "<tb-cache> inside <tcg> says it today",
        ["mem-prealloc"] = "<allocation mode='immediate'/> inside <memoryBacking> says it today",
    };

    public void Run(AdaptingDraft draft)
    {
        List<QemuArgument> arguments = QemuArgument.Of(draft.Root);
        if (arguments.Count == 0 || draft.Capabilities is not { } capabilities)
        {
            return;
        }

        EmulatorVocabulary? known = draft.Host.VocabularyOf(capabilities.EmulatorPath);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var cut = new HashSet<QemuArgument>();
        string qemu = $"QEMU {capabilities.VersionText}";
        bool again = true;
        while (again)
        {
            again = false;
            foreach (QemuArgument argument in arguments)
            {
                if (!cut.Contains(argument) && Refusal(draft, argument, known, qemu, gone) is { } why)
                {
                    Cut(draft, argument, why);
                    cut.Add(argument);
                    again |= argument.Property("id") is { } id && gone.Add(id);
                }
            }
        }
    }

    private static string? Refusal(AdaptingDraft draft, QemuArgument argument, EmulatorVocabulary? known, string qemu, HashSet<string> gone)
    {
        if (known is not null && argument.Name.Length > 0 && !known.Options.Contains(argument.Name))
        {
            return $"{qemu} has no option -{argument.Name}{(Successors.TryGetValue(argument.Name, out string? now) ? ": " + now : "")}";
        }

        if (known is not null && argument is { Name: "device", Kind: { } driver } && !known.Devices.Contains(driver))
        {
            return $"{qemu} has no device '{driver}'";
        }

        if (known is not null && argument is { Name: "object", Kind: { } type } && !known.Objects.Contains(type))
        {
            return $"{qemu} has no object '{type}'";
        }

        return References.Select(argument.Property).FirstOrDefault(r => r is not null && gone.Contains(r)) is { } reference
            ? $"it needs '{reference}', which is commented out" : MissingDevice(draft, argument) ?? MissingFile(draft, argument);
    }

    private static string? MissingDevice(AdaptingDraft draft, QemuArgument argument)
    {
        if (argument.Name != "device" || !draft.Facts.KnowsDevices)
        {
            return null;
        }

        if (argument.Kind is "vfio-pci" or "vfio-pci-nohotplug" && argument.Property("host") is { } host && HostAddress.Pci(host) is { } address)
        {
            return draft.Facts.PciDevice(address) is null ? $"this host has no PCI device {HostAddress.Text(address)}" : null;
        }

        return argument.Kind is "usb-host" && argument.Property("vendorid") is { } v && HostAddress.Number(v) is { } vendor
            && argument.Property("productid") is { } p && HostAddress.Number(p) is { } product
            && !draft.Facts.UsbDevices.Any(d => d.Vendor == vendor && d.Product == product) ? $"this host has no USB device {vendor:x4}:{product:x4}" : null;
    }

    private static string? MissingFile(AdaptingDraft draft, QemuArgument argument)
    {
        if (argument.Name is "kernel" or "initrd" or "bios" or "dtb" && argument.Value is { } image && image.StartsWith('/') && !draft.Host.Has(image))
        {
            return $"there is no {image} on this host";
        }

        foreach ((string name, string value) in argument.Properties)
        {
            bool isDevice = name == "mem-path" && value.StartsWith("/dev/", StringComparison.Ordinal);
            if ((isDevice || (FileProperties.Contains(name) && argument.Name is not "chardev")) && value.StartsWith('/') && !draft.Host.Has(value))
            {
                return $"there is no {value} on this host";
            }
        }

        return argument.Name == "chardev" && argument.Kind == "socket" && argument.Property("path") is { } socket && argument.Property("server") is null
            && argument.Value?.Split(',').Contains("server") != true && argument.Property("reconnect") is null && !draft.Host.Has(socket)
            ? $"nobody listens at {socket} on this host" : null;
    }

    private static void Cut(AdaptingDraft draft, QemuArgument argument, string why)
    {
        draft.CommentOut(argument.Elements[0], why);
        foreach (var rest in argument.Elements.Skip(1))
        {
            draft.AlsoCommentOut(rest, "its value");
        }
    }
}
