using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Hostdevs;

/// <summary>Host devices in the order of their list (devices.md 7.3 to 7.7, storage.md 14).</summary>
internal static class HostdevArguments
{
    private const string IommuFdObject = "iommufd0";

    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Hostdevs.Exists(h => UsesIommuFd(h, builder.Domain)))
        {
            builder.AddObject(CommandLineBuilder.Object("iommufd", IommuFdObject));
        }

        int initiators = 0;
        foreach (Hostdev hostdev in builder.Domain.Hostdevs)
        {
            if (hostdev.Address is UnassignedAddress)
            {
                continue;
            }

            switch (hostdev.Source)
            {
                case PciHostdevSource pci:
                    AddPci(builder, hostdev, pci, UsesIommuFd(hostdev, builder.Domain));
                    initiators = AddGenericInitiators(builder, hostdev, initiators);
                    break;
                case UsbHostdevSource usb:
                    AddUsb(builder, hostdev, usb);
                    break;
                case ScsiHostdevSource:
                    AddScsi(builder, hostdev);
                    break;
                case ScsiHostHostdevSource host:
                    AddVhostScsi(builder, hostdev, host);
                    break;
                case MdevHostdevSource mdev:
                    AddMdev(builder, hostdev, mdev);
                    break;
                default:
                    throw DomainException.Unsupported($"hostdev mode '{hostdev.Source.ModeName}' not supported", hostdev.Position);
            }
        }
    }

    /// <summary>What the device says counts, else what the domain says (versions.md 2).</summary>
    private static bool UsesIommuFd(Hostdev hostdev, Domain domain) =>
        hostdev.Source is PciHostdevSource && hostdev.Address is not UnassignedAddress && (hostdev.IommuFd ?? domain.IommuFd) == true;

    /// <summary>The guest's NUMA nodes that the device's memory makes up, an object each (versions.md 2).</summary>
    private static int AddGenericInitiators(CommandLineBuilder builder, Hostdev hostdev, int count)
    {
        foreach (uint node in (hostdev.AcpiNodes ?? NumberSet.Empty).Members())
        {
            builder.AddObject(CommandLineBuilder.Object("acpi-generic-initiator", string.Create(CultureInfo.InvariantCulture, $"gi{count++}"))
                .Add("pci-dev", hostdev.Alias).Add("node", node));
        }

        return count;
    }

    private static void AddPci(CommandLineBuilder builder, Hostdev hostdev, PciHostdevSource pci, bool iommuFd)
    {
        if (hostdev.Driver is not (null or HostdevDriver.Vfio))
        {
            throw DomainException.Internal($"invalid PCI passthrough type '{HostdevDriver.Names[hostdev.Driver.Value]}': 'vfio' would be right",
                hostdev.Position);
        }

        string address = ProtocolProperties.HostAddress(pci.Address);
        ZpciArguments.Add(builder, hostdev);
        PropertyBag device = new PropertyBag()
            .Add("driver", pci.RamFb == true ? "vfio-pci-nohotplug" : "vfio-pci")
            .Add("host", iommuFd ? null : address)
            .Add("id", hostdev.Alias)
            .Add("iommufd", iommuFd ? IommuFdObject : null)
            .AddPositive("bootindex", hostdev.EffectiveBootIndex)
            .Add("failover_pair_id", hostdev.Teaming?.Persistent ?? hostdev.Interface?.Teaming?.Persistent)
            .Add("display", OnOff(pci.Display))
            .Add("ramfb", pci.RamFb == true ? true : null);
        AddressProperties.Add(device, hostdev, builder.Context);
        builder.AddDevice(AddressProperties.AddRom(device, hostdev));
    }

    private static void AddUsb(CommandLineBuilder builder, Hostdev hostdev, UsbHostdevSource usb)
    {
        PropertyBag device = new PropertyBag().Add("driver", "usb-host");
        if (!usb.IsMissing)
        {
            if (usb.Bus == 0 && usb.Device == 0)
            {
                throw DomainException.Internal("USB host device is missing bus/device information", hostdev.Position);
            }

            if (builder.Capabilities.Has(Flags.UsbHostHostdevice))
            {
                device.Add("hostdevice", string.Create(CultureInfo.InvariantCulture, $"/dev/bus/usb/{usb.Bus:d3}/{usb.Device:d3}"));
            }
            else
            {
                device.Add("hostbus", usb.Bus).Add("hostaddr", usb.Device);
            }
        }

        device.Add("id", hostdev.Alias).AddPositive("bootindex", hostdev.EffectiveBootIndex);
        switch (usb.GuestReset)
        {
            case UsbGuestReset.Off:
                device.Add("guest-reset", false);
                break;
            case UsbGuestReset.Uninitialized:
                device.Add("guest-reset", true).Add("guest-resets-all", false);
                break;
            case UsbGuestReset.On:
                device.Add("guest-reset", true).Add("guest-resets-all", true);
                break;
        }

        builder.AddDevice(AddressProperties.Add(device, hostdev, builder.Context));
    }

    private static void AddScsi(CommandLineBuilder builder, Hostdev hostdev)
    {
        ImageNode node = builder.Context.Storage.Of(hostdev);
        StorageArguments.AddImage(builder, node);
        PropertyBag device = new PropertyBag()
            .Add("driver", "scsi-generic")
            .Add("drive", node.StorageName)
            .Add("id", hostdev.Alias)
            .AddPositive("bootindex", hostdev.EffectiveBootIndex)
            .Add("loadparm", LoadParm(builder, hostdev));
        builder.AddDevice(AddressProperties.Add(device, hostdev, builder.Context));
    }

    private static void AddVhostScsi(CommandLineBuilder builder, Hostdev hostdev, ScsiHostHostdevSource host)
    {
        DeviceNode vhost = builder.Open(new DeviceNode("vhostscsi-" + hostdev.Alias, "/dev/vhost-scsi", ReadWrite: true, DeviceNodeKind.VhostScsi));
        PropertyBag device = new PropertyBag()
            .Add("driver", VirtioDriver.Name("vhost-scsi", hostdev, builder.Context, host.Model))
            .Add("wwpn", host.Wwpn)
            .AddFd("vhostfd", vhost)
            .Add("id", hostdev.Alias);
        builder.AddDevice(AddressProperties.Add(device, hostdev, builder.Context));
    }

    private static void AddMdev(CommandLineBuilder builder, Hostdev hostdev, MdevHostdevSource mdev)
    {
        string sysfs = $"/sys/bus/mdev/devices/{mdev.Uuid:D}";
        string driver = mdev is { Model: MdevModel.VfioPci, RamFb: true } ? "vfio-pci-nohotplug" : MdevModel.Names[mdev.Model];
        PropertyBag device = new PropertyBag()
            .Add("driver", driver)
            .Add("id", hostdev.Alias)
            .Add("sysfsdev", sysfs)
            .Add("display", OnOff(mdev.Display))
            .Add("ramfb", mdev.RamFb == true ? true : null)
            .AddPositive("bootindex", hostdev.EffectiveBootIndex)
            .Add("loadparm", LoadParm(builder, hostdev));
        builder.AddDevice(AddressProperties.Add(device, hostdev, builder.Context));
    }

    private static string? LoadParm(CommandLineBuilder builder, Hostdev hostdev) =>
        builder.Capabilities.Has(Flags.VirtioCcwLoadparm) ? hostdev.LoadParm : null;

    private static string? OnOff(bool? value) => value is { } v ? (v ? "on" : "off") : null;
}
