using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>How a device's address looks inside <c>-device</c> (addresses.md 5).</summary>
internal static class AddressProperties
{
    /// <summary>Adds the properties of the device's address; nothing for addresses that QEMU does not take (virtio-mmio, ccid, unassigned, none).</summary>
    public static PropertyBag Add(PropertyBag bag, Device device, TranslationContext context)
    {
        Domain domain = context.Domain;
        switch (device.Address)
        {
            case PciAddress pci:
                return bag.Add("bus", PciBus(domain, pci, device)).Add("multifunction", pci.Multifunction).Add("addr", SlotText(pci))
                    .AddPositive("acpi-index", device.AcpiIndex);
            case UsbAddress usb:
                return bag.Add("bus", Alias(domain, ControllerType.Usb, usb.Bus, device) + ".0").Add("port", string.Join('.', usb.Port));
            case DriveAddress drive:
                return AddDrive(bag, drive, device, domain);
            case VirtioSerialAddress serial:
                return bag.Add("bus", string.Create(CultureInfo.InvariantCulture,
                    $"{Alias(domain, ControllerType.VirtioSerial, serial.Controller, device)}.{serial.Bus}"))
                    .Add("nr", serial.Port);
            case CcwAddress ccw:
                return bag.Add("devno", string.Create(CultureInfo.InvariantCulture, $"{ccw.Cssid:x}.{ccw.Ssid:x}.{ccw.Devno:x4}"));
            case SpaprVioAddress spapr:
                return bag.AddPositive("reg", spapr.Reg ?? 0);
            case IsaAddress isa:
                return bag.Add("iobase", isa.Iobase).AddPositive("irq", isa.Irq);
            case DimmAddress dimm:
                return bag.Add("slot", dimm.Slot).AddPositive("addr", dimm.Base);
            default:
                return bag;
        }
    }

    /// <summary>&lt;rom&gt; of interfaces and host devices, behind the address (devices.md 1.4).</summary>
    public static PropertyBag AddRom(PropertyBag bag, Device device)
    {
        if (device.Rom is not { } rom)
        {
            return bag;
        }

        if (rom.Enabled == false)
        {
            return bag.Add("romfile", "");
        }

        return bag.Add("rombar", rom.Bar is { } bar ? (bar ? 1 : 0) : (int?)null).Add("romfile", rom.File);
    }

    /// <summary>QEMU's name of the PCI bus that an address is on.</summary>
    public static string PciBus(Domain domain, PciAddress address, Device device)
    {
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type != ControllerType.Pci || controller.Index != address.Bus)
            {
                continue;
            }

            int phb = controller.Pci.TargetIndex ?? 0;
            if (controller.Model == ControllerModel.PciRoot && phb == 0)
            {
                return domain.HasPciMultibus() ? "pci.0" : "pci";
            }

            if (controller.Model == ControllerModel.PcieRoot)
            {
                return "pcie.0";
            }

            return phb > 0 && controller.Model == ControllerModel.PciRoot ? controller.Alias + ".0" : controller.Alias!;
        }

        throw DomainException.Internal($"no PCI controller has the index {address.Bus} that the address of a device names", device.Position);
    }

    /// <summary>Slot and function as QEMU reads them.</summary>
    public static string SlotText(PciAddress address) => address.Function == 0
        ? string.Create(CultureInfo.InvariantCulture, $"0x{address.Slot:x}")
        : string.Create(CultureInfo.InvariantCulture, $"0x{address.Slot:x}.0x{address.Function:x}");

    /// <summary>The alias of the first controller of that type and index.</summary>
    public static string Alias(Domain domain, ControllerType type, uint index, Device device) =>
        ControllerList.Find(domain.Controllers, type, index)?.Alias
        ?? throw DomainException.Internal($"no {ControllerType.Names[type]} controller has the index {index} that the address of a device names",
            device.Position);

    /// <summary>By the disk's bus; host devices with such an address are SCSI ones.</summary>
    private static PropertyBag AddDrive(PropertyBag bag, DriveAddress drive, Device device, Domain domain)
    {
        switch (device is Disk { Bus: { } bus } ? bus : DiskBus.Scsi)
        {
            case DiskBus.Fdc:
                return bag.Add("unit", drive.Unit);
            case DiskBus.Ide:
                string ide = domain.HasBuiltinIde() ? "ide" : Alias(domain, ControllerType.Ide, drive.Controller, device);
                return bag.Add("bus", string.Create(CultureInfo.InvariantCulture, $"{ide}.{drive.Bus}")).Add("unit", drive.Unit);
            case DiskBus.Nvme:
                return bag.Add("bus", Alias(domain, ControllerType.Nvme, drive.Controller, device)).Add("nsid", drive.Unit + 1);
            case DiskBus.Sata:
                string sata = domain.IsQ35() && drive.Controller == 0 ? "ide" : Alias(domain, ControllerType.Sata, drive.Controller, device);
                return bag.Add("bus", string.Create(CultureInfo.InvariantCulture, $"{sata}.{drive.Unit}"));
            default:
                return AddScsi(bag, drive, device, domain);
        }
    }

    private static PropertyBag AddScsi(PropertyBag bag, DriveAddress drive, Device device, Domain domain)
    {
        Controller controller = ControllerList.Find(domain.Controllers, ControllerType.Scsi, drive.Controller)
            ?? throw DomainException.Internal($"no scsi controller has the index {drive.Controller} that the address of a device names", device.Position);
        if (controller.Model is ControllerModel.LsiLogic or ControllerModel.Ncr53c90 or ControllerModel.Dc390 or ControllerModel.Am53c974)
        {
            return bag.Add("bus", string.Create(CultureInfo.InvariantCulture, $"{controller.Alias}.{drive.Bus}")).Add("scsi-id", drive.Unit);
        }

        return bag.Add("bus", controller.Alias + ".0").Add("channel", drive.Bus).Add("scsi-id", drive.Target).Add("lun", drive.Unit);
    }
}
