using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Threads;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>
/// Controllers: type by type, in list order within a type (addresses.md 6). CCID controllers stand elsewhere, floppy controllers with the disks.
/// </summary>
internal static class ControllerArguments
{
    private static readonly ControllerType[] Order =
        [ControllerType.Pci, ControllerType.Usb, ControllerType.Scsi, ControllerType.Ide, ControllerType.Sata, ControllerType.VirtioSerial,
            ControllerType.Nvme];

    public static void Add(CommandLineBuilder builder)
    {
        AddHoles(builder);
        if (builder.Context.Rules.IsapcAsksForUsb && builder.Domain.IsIsapc() && !builder.Domain.Controllers.Exists(c => c.Type == ControllerType.Usb))
        {
            builder.Add("-usb");
        }

        foreach (ControllerType type in Order)
        {
            foreach (Controller controller in builder.Domain.Controllers)
            {
                if (controller.Type == type)
                {
                    Add(builder, controller);
                }
            }
        }
    }

    /// <summary>The size of the 64-bit PCI hole.</summary>
    private static void AddHoles(CommandLineBuilder builder)
    {
        foreach (Controller controller in builder.Domain.Controllers)
        {
            if (controller.Type == ControllerType.Pci && controller.Pci.Hole64KiB is { } kib)
            {
                string bridge = controller.Model == ControllerModel.PciRoot ? "i440FX-pcihost" : "q35-pcihost";
                builder.Add("-global", string.Create(CultureInfo.InvariantCulture, $"{bridge}.pci-hole64-size={kib}K"));
            }
        }
    }

    /// <summary>One controller; nothing for those that the machine brings along.</summary>
    public static void Add(CommandLineBuilder builder, Controller controller)
    {
        if (controller is { Type: ControllerType.Pci, Model: ControllerModel.PciRoot, Index: 0, Pci.Hotplug: { } hotplug })
        {
            builder.Add("-global", "PIIX4_PM.acpi-root-pci-hotplug=" + (hotplug ? "on" : "off"));
        }

        if (IsBuiltIn(builder.Domain, controller))
        {
            return;
        }

        var device = new PropertyBag();
        switch (controller.Type)
        {
            case ControllerType.Pci:
                AddPci(device, controller);
                break;
            case ControllerType.Usb:
                AddUsb(device, controller, builder);
                break;
            case ControllerType.Scsi:
                AddScsi(device, controller, builder);
                break;
            case ControllerType.Sata:
                device.Add("driver", "ahci").Add("id", controller.Alias);
                break;
            case ControllerType.Nvme:
                device.Add("driver", "nvme").Add("id", controller.Alias).Add("serial", controller.Serial).Add("num_queues", controller.Queues)
                    .Add("ioeventfd", controller.IoEventFd);
                break;
            case ControllerType.VirtioSerial:
                AddVirtioSerial(device, controller, builder.Context);
                break;
            default:
                throw DomainException.Unsupported($"IDE controller {controller.Index} is not one that this machine has built in, and QEMU cannot add another",
                    controller.Position);
        }

        ZpciArguments.Add(builder, controller);
        AddressProperties.Add(device, controller, builder.Context);
        builder.AddDevice(device);
    }

    /// <summary>Controllers that the machine brings along, or that stand for the absence of one.</summary>
    private static bool IsBuiltIn(Domain domain, Controller controller) => controller.Type switch
    {
        ControllerType.Pci => controller.Model == ControllerModel.PcieRoot
            || (controller.Model == ControllerModel.PciRoot && (!domain.IsPseries() || controller.Pci.TargetIndex is null or 0)),
        ControllerType.Usb => controller.Model == ControllerModel.UsbNone || (controller.Model is null && domain.IsS390()),
        ControllerType.Scsi => controller.Model == ControllerModel.Ncr53c90 && controller.Index == 0 && domain.HasBuiltinEsp(),
        ControllerType.Ide => controller.Index == 0 && domain.HasBuiltinIde(),
        ControllerType.Sata => controller.Index == 0 && domain.IsQ35(),
        _ => false,
    };

    private static void AddPci(PropertyBag device, Controller controller)
    {
        PciControllerOptions pci = controller.Pci;
        device.Add("driver", PciModelName.Names.Of(pci.ModelName));
        switch (controller.Model)
        {
            case ControllerModel.PciBridge:
                device.Add("chassis_nr", pci.ChassisNr).Add("mem-reserve", pci.MemReserveKiB * 1024).Add("id", controller.Alias);
                break;
            case ControllerModel.PcieRootPort or ControllerModel.PcieSwitchDownstreamPort:
                device.Add("port", pci.Port).Add("chassis", pci.Chassis).Add("id", controller.Alias).Add("hotplug", pci.Hotplug)
                    .Add("mem-reserve", pci.MemReserveKiB * 1024);
                break;
            case ControllerModel.PciExpanderBus or ControllerModel.PcieExpanderBus:
                device.Add("bus_nr", pci.BusNr).Add("id", controller.Alias).Add("numa_node", pci.NumaNode);
                break;
            case ControllerModel.PciRoot:
                device.Add("index", pci.TargetIndex).Add("id", controller.Alias).Add("numa_node", pci.NumaNode);
                break;
            default:
                device.Add("id", controller.Alias);
                break;
        }
    }

    private static void AddUsb(PropertyBag device, Controller controller, CommandLineBuilder builder)
    {
        (string driver, string flag) = controller.Model switch
        {
            ControllerModel.Piix3Uhci => ("piix3-usb-uhci", Flags.Piix3UsbUhci),
            ControllerModel.Piix4Uhci => ("piix4-usb-uhci", Flags.Piix4UsbUhci),
            ControllerModel.Ehci => ("usb-ehci", Flags.UsbEhci),
            ControllerModel.Ich9Ehci1 => ("ich9-usb-ehci1", Flags.Ich9UsbEhci1),
            ControllerModel.Ich9Uhci1 => ("ich9-usb-uhci1", Flags.Ich9UsbEhci1),
            ControllerModel.Ich9Uhci2 => ("ich9-usb-uhci2", Flags.Ich9UsbEhci1),
            ControllerModel.Ich9Uhci3 => ("ich9-usb-uhci3", Flags.Ich9UsbEhci1),
            ControllerModel.Vt82c686bUhci => ("vt82c686b-usb-uhci", Flags.Vt82c686bUsbUhci),
            ControllerModel.PciOhci => ("pci-ohci", Flags.PciOhci),
            ControllerModel.NecXhci => ("nec-usb-xhci", Flags.NecUsbXhci),
            ControllerModel.QemuXhci => ("qemu-xhci", Flags.QemuXhci),
            _ => throw DomainException.Unsupported("Unable to determine model for USB controller idx=" + controller.Index, controller.Position),
        };
        if (!builder.Capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"{ControllerModel.Names[controller.Model.Value]} not supported in this QEMU binary", controller.Position);
        }

        bool isXhci = controller.Model is ControllerModel.NecXhci or ControllerModel.QemuXhci;
        if (controller.Ports is not null && !isXhci)
        {
            throw DomainException.Unsupported("usb controller type " + ControllerModel.Names[controller.Model.Value]
                + " doesn't support 'ports' with this QEMU binary", controller.Position);
        }

        device.Add("driver", driver).Add("p2", controller.Ports).Add("p3", controller.Ports);
        if (controller.MasterStartPort is { } port)
        {
            device.Add("masterbus", MasterOf(builder.Domain, controller) + ".0").Add("firstport", port);
        }
        else
        {
            device.Add("id", controller.Alias);
        }
    }

    private static string MasterOf(Domain domain, Controller companion)
    {
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type == ControllerType.Usb && controller.Index == companion.Index && controller.MasterStartPort is null)
            {
                return controller.Alias!;
            }
        }

        throw DomainException.Internal($"no masterport controller found for USB companion controller with index '{companion.Index}'", companion.Position);
    }

    private static void AddScsi(PropertyBag device, Controller controller, CommandLineBuilder builder)
    {
        switch (controller.Model)
        {
            case ControllerModel.VirtioScsi or ControllerModel.VirtioTransitional or ControllerModel.VirtioNonTransitional:
                device.Add("driver", VirtioDriver.Name("virtio-scsi", controller, builder.Context, VirtioModelOf(controller)));
                VirtioDriver.AddOptions(device, controller.Virtio);
                device.Add("iothread", controller.IoThread is { } thread and > 0 ? string.Create(CultureInfo.InvariantCulture, $"iothread{thread}") : null)
                    .Add("id", controller.Alias).AddPositive("num_queues", controller.Queues ?? 0)
                    .AddArray("iothread-vq-mapping", IoThreadMapping.Of(controller.IoThreadQueues))
                    .AddPositive("cmd_per_lun", controller.CmdPerLun ?? 0).AddPositive("max_sectors", controller.MaxSectors ?? 0)
                    .Add("ioeventfd", controller.IoEventFd);
                return;
            default:
                string driver = controller.Model switch
                {
                    ControllerModel.LsiLogic => "lsi",
                    ControllerModel.IbmVScsi => "spapr-vscsi",
                    ControllerModel.LsiSas1068 => "mptsas1068",
                    ControllerModel.LsiSas1078 => "megasas",
                    ControllerModel.VmPvScsi => "pvscsi",
                    ControllerModel.Am53c974 => "am53c974",
                    ControllerModel.Dc390 => "dc-390",
                    _ => throw DomainException.Unsupported($"Unsupported controller model: {ControllerModel.Names.Of(controller.Model) ?? "none"}",
                        controller.Position),
                };
                device.Add("driver", driver).Add("id", controller.Alias);
                return;
        }
    }

    private static void AddVirtioSerial(PropertyBag device, Controller controller, TranslationContext context)
    {
        device.Add("driver", VirtioDriver.Name("virtio-serial", controller, context, VirtioModelOf(controller)));
        VirtioDriver.AddOptions(device, controller.Virtio);
        device.Add("id", controller.Alias).Add("max_ports", controller.Ports).Add("vectors", controller.Vectors);
    }

    private static VirtioModel VirtioModelOf(Controller controller) => controller.Model switch
    {
        ControllerModel.VirtioTransitional => VirtioModel.VirtioTransitional,
        ControllerModel.VirtioNonTransitional => VirtioModel.VirtioNonTransitional,
        _ => VirtioModel.Virtio,
    };
}
