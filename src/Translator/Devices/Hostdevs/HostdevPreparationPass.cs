using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Hostdevs;

/// <summary>Start: USB devices are looked up, SCSI devices get their block nodes (completion.md 6.13, devices.md 7.5, storage.md 14.1).</summary>
internal sealed class HostdevPreparationPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Hostdev hostdev in context.Domain.Hostdevs)
        {
            switch (hostdev.Source)
            {
                case PciHostdevSource:
                    hostdev.Driver ??= HostdevDriver.Vfio;
                    break;
                case UsbHostdevSource usb:
                    LookUpUsb(hostdev, usb, context);
                    break;
                case ScsiHostdevSource scsi:
                    context.Storage.Add(hostdev, PrepareScsi(hostdev, scsi, context));
                    break;
            }
        }
    }

    private static ImageNode PrepareScsi(Hostdev hostdev, ScsiHostdevSource scsi, TranslationContext context)
    {
        StorageSource source = scsi.Iscsi ?? new StorageSource
        {
            Position = hostdev.Position,
            Type = StorageType.Block,
            Path = "/dev/" + (context.Host.ScsiGenericName(scsi.Adapter!, scsi.Bus, scsi.Target, scsi.Unit)
                ?? throw DomainException.Operation($"the host has no SCSI device at {scsi.Adapter}, bus {scsi.Bus}, target {scsi.Target}, unit {scsi.Unit}",
                    hostdev.Position)),
        };
        var node = new ImageNode(source, StorageState.NodeName(context.Storage.TakeNumber(), "backend")) { ReadOnly = hostdev.ReadOnly };
        if (source.Auth is { } auth)
        {
            node.AuthSecret = new(node.StorageName + "-secret0", ImagePreparation.SecretValue(auth.Secret, "iscsi", context, hostdev.Position));
        }

        return node;
    }

    /// <summary>Vendor and product, or a port, lead to a bus and device number. Where a plan is only printed the host need not have the device.</summary>
    private static void LookUpUsb(Hostdev hostdev, UsbHostdevSource usb, TranslationContext context)
    {
        if (!context.Options.ForStart || (usb.Vendor == 0 && usb.Port is null && usb.StartupPolicy is null))
        {
            return;
        }

        var matches = new List<HostUsbDevice>();
        bool hasAddress = usb.Bus != 0 || usb.Device != 0;
        foreach (HostUsbDevice device in context.Host.UsbDevices)
        {
            bool isModel = usb.Vendor == 0 || (device.Vendor == usb.Vendor && device.Product == usb.Product);
            bool isThere = device.Bus == usb.Bus && (usb.Port is { } port ? device.Port == port : device.Device == usb.Device);
            if (isModel && (!hasAddress || isThere))
            {
                matches.Add(device);
            }
        }

        string name = usb.Vendor != 0 ? $"{usb.Vendor:x4}:{usb.Product:x4}"
            : usb.Port is { } at ? $"bus {usb.Bus} port {at}" : $"bus {usb.Bus} device {usb.Device}";
        if (matches.Count == 1)
        {
            usb.Bus = matches[0].Bus;
            usb.Device = matches[0].Device;
            usb.IsLookedUp = true;
        }
        else if (matches.Count > 1)
        {
            throw DomainException.Operation($"multiple USB devices for {name}, use <address> to specify one", hostdev.Position);
        }
        else if (usb.StartupPolicy == DiskStartupPolicy.Optional)
        {
            usb.IsMissing = true;
            context.Warnings.Add($"USB device {name} is not there; the guest starts without it, as its startupPolicy allows");
        }
        else
        {
            throw DomainException.Operation($"Did not find USB device {name}", hostdev.Position);
        }
    }
}
