using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Hostdevs;

/// <summary>What a host device cannot be (storage.md 17.7, devices.md 7.4 to 7.7).</summary>
internal static class HostdevRules
{
    public static void Check(Hostdev hostdev, TranslationContext context)
    {
        if (hostdev.Source is CapabilitiesHostdevSource)
        {
            throw DomainException.Unsupported("hostdev mode 'capabilities' is not supported in qemu; 'subsystem' would be right", hostdev.Position);
        }

        Teaming(hostdev);
        switch (hostdev.Source)
        {
            case PciHostdevSource pci:
                Pci(hostdev, pci, context);
                break;
            case UsbHostdevSource usb:
                Require(hostdev.Address is null or UsbAddress, hostdev, "USB host device must use 'usb' address type");
                Require(usb.GuestReset is null || context.Capabilities.Has(Flags.UsbHostGuestResetsAll), hostdev,
                    "setting 'guestReset' is not supported by this QEMU binary");
                break;
            case ScsiHostdevSource scsi:
                Require(hostdev.Address is null or DriveAddress, hostdev, "SCSI host device must use 'drive' address type");
                ScsiPlace(hostdev, context.Domain);
                Require(scsi.Sgio != ScsiGenericIo.Unfiltered, hostdev, "'unfiltered' sgio is not supported: the host's kernel no longer has it");
                break;
            case ScsiHostHostdevSource:
                Require(hostdev.BootOrder is null, hostdev, "booting from assigned devices is not supported by vhost SCSI devices");
                Require(context.Capabilities.Has(Flags.VhostScsi), hostdev, "vhost SCSI devices are not supported with this QEMU binary");
                Require(
                    hostdev.Address is null or PciAddress or CcwAddress, hostdev, "SCSI_host host device must use 'pci' or 'ccw' address type");
                break;
            case MdevHostdevSource mdev:
                Mdev(hostdev, mdev, context);
                break;
        }
    }

    /// <summary>What is true of a SCSI disk's place is true of a host device's.</summary>
    private static void ScsiPlace(Hostdev hostdev, Domain domain)
    {
        if (hostdev.Address is not DriveAddress drive)
        {
            return;
        }

        if (drive.Bus != 0)
        {
            throw DomainException.Internal("SCSI controller only supports 1 bus", hostdev.Position);
        }

        Controller? controller = ControllerList.Find(domain.Controllers, ControllerType.Scsi, drive.Controller);
        Require(controller?.Model != ControllerModel.LsiLogic || drive.Target == 0, hostdev, "target must be 0 for controller model 'lsilogic'");
    }

    /// <summary>Rules about several host devices at once.</summary>
    public static void CheckTogether(List<Hostdev> hostdevs)
    {
        bool ramFb = false;
        bool ap = false;
        for (int i = 0; i < hostdevs.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (IsSame(hostdevs[i].Source, hostdevs[j].Source))
                {
                    throw new DomainException("Hostdev already exists in the domain configuration", hostdevs[i].Position);
                }
            }

            if (HasRamFb(hostdevs[i].Source))
            {
                Require(!ramFb, hostdevs[i], "Only one vgpu device can have 'ramfb' enabled");
                ramFb = true;
            }

            if (hostdevs[i].Source is MdevHostdevSource { Model: MdevModel.VfioAp })
            {
                Require(!ap, hostdevs[i], "Only one hostdev of model vfio-ap is supported");
                ap = true;
            }
        }
    }

    private static bool HasRamFb(HostdevSource source) => source switch
    {
        MdevHostdevSource mdev => mdev.RamFb == true,
        PciHostdevSource pci => pci.RamFb == true,
        _ => false,
    };

    private static void Pci(Hostdev hostdev, PciHostdevSource pci, TranslationContext context)
    {
        Require(hostdev.Address is null or PciAddress or UnassignedAddress, hostdev, "PCI host devices must use 'pci' or 'unassigned' address type");
        Require(pci.WriteFiltering is null, hostdev, "host device 'writeFiltering' is a feature of Xen: QEMU does not support it");
        if (hostdev.Driver is null or HostdevDriver.Vfio)
        {
            Require(context.Capabilities.Has(Flags.VfioPci), hostdev, "VFIO PCI device assignment is not supported by this version of QEMU");
        }

        Display(hostdev, pci.Display, context.Domain);
    }

    private static void Mdev(Hostdev hostdev, MdevHostdevSource mdev, TranslationContext context)
    {
        (string flag, string model) = mdev.Model switch
        {
            MdevModel.VfioPci => (Flags.VfioPci, "VFIO PCI"),
            MdevModel.VfioAp => (Flags.VfioAp, "VFIO AP"),
            _ => (Flags.VfioCcw, "VFIO CCW"),
        };
        if (mdev.Model == MdevModel.VfioAp)
        {
            Require(hostdev.BootOrder is null, hostdev, "booting from assigned devices is not supported by mediated devices of model vfio-ap");
        }

        if (mdev.Model == MdevModel.VfioPci)
        {
            Require(hostdev.BootOrder is null, hostdev, "booting from assigned devices is not supported by mediated devices of model vfio-pci");
            Display(hostdev, mdev.Display, context.Domain);
        }

        Require(context.Capabilities.Has(flag), hostdev, $"{model} device assignment is not supported by this version of QEMU");
    }

    private static void Display(Hostdev hostdev, bool? display, Domain domain) => Require(
        display != true || domain.Graphics.Count > 0, hostdev, "graphics device is needed for attribute value 'display=on' in <hostdev>");

    private static void Teaming(Hostdev hostdev)
    {
        if (hostdev is { Interface: null, Teaming: { } teaming })
        {
            Require(hostdev.Source is PciHostdevSource, hostdev, "teaming is supported only for PCI host devices");
            Require(teaming.IsTransient && teaming.Persistent is not null, hostdev,
                "teaming hostdev devices must have type='transient' and name a 'persistent' interface");
        }
    }

    private static bool IsSame(HostdevSource one, HostdevSource other) => (one, other) switch
    {
        (PciHostdevSource a, PciHostdevSource b) => a.Address.IsSamePlace(b.Address),
        (UsbHostdevSource a, UsbHostdevSource b) => IsSameUsb(a, b),
        (ScsiHostdevSource { Iscsi: { } a }, ScsiHostdevSource { Iscsi: { } b }) =>
            a.Path == b.Path && a.Hosts[0].Name == b.Hosts[0].Name && a.Hosts[0].Port == b.Hosts[0].Port,
        (ScsiHostdevSource { Iscsi: null } a, ScsiHostdevSource { Iscsi: null } b) =>
            a.Adapter == b.Adapter && a.Bus == b.Bus && a.Target == b.Target && a.Unit == b.Unit,
        (ScsiHostHostdevSource a, ScsiHostHostdevSource b) => a.Wwpn == b.Wwpn,
        (MdevHostdevSource a, MdevHostdevSource b) => a.Uuid == b.Uuid,
        _ => false,
    };

    /// <summary>Devices given by bus and port, or bus and device number, are told apart by them, others by vendor and product.</summary>
    private static bool IsSameUsb(UsbHostdevSource a, UsbHostdevSource b)
    {
        if (a.Port is not null || b.Port is not null)
        {
            return a.Bus == b.Bus && a.Port == b.Port;
        }

        if ((a.Bus != 0 && a.Device != 0) || (b.Bus != 0 && b.Device != 0))
        {
            return a.Bus == b.Bus && a.Device == b.Device;
        }

        return a.Vendor == b.Vendor && a.Product == b.Product;
    }
}
