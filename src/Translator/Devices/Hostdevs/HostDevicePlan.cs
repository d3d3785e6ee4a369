using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Hostdevs;

/// <summary>Which devices of the host a start has to get ready (startup.md 3, step 24): NVMe disks first, then the host devices in their order.</summary>
internal static class HostDevicePlan
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Disk disk in builder.Domain.Disks)
        {
            for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
            {
                if (source is { Type: StorageType.Nvme, Nvme: { } nvme })
                {
                    AddController(builder.Plan, disk, nvme);
                }
            }
        }

        foreach (Hostdev hostdev in builder.Domain.Hostdevs)
        {
            if (Of(hostdev, builder) is { } device)
            {
                builder.Plan.HostDevices.Add(device);
            }
        }
    }

    /// <summary>Namespaces of one controller share it.</summary>
    private static void AddController(LaunchPlan plan, Disk disk, StorageNvme nvme)
    {
        string address = ProtocolProperties.HostAddress(nvme.Address);
        if (!plan.HostDevices.Exists(d => d is PlannedPciDevice other && other.Address == address))
        {
            plan.HostDevices.Add(new PlannedPciDevice("disk " + disk.TargetDev, address, nvme.Managed != false));
        }
    }

    private static PlannedHostDevice? Of(Hostdev hostdev, CommandLineBuilder builder)
    {
        string owner = hostdev.Alias ?? "";
        return hostdev.Source switch
        {
            PciHostdevSource pci => new PlannedPciDevice(owner, ProtocolProperties.HostAddress(pci.Address), hostdev.Managed)
            {
                Driver = hostdev.DriverModel ?? "vfio-pci",
                VirtualFunction = hostdev.Interface is { } nic ? FunctionOf(nic, builder.Context.Options.ForStart) : null,
            },
            UsbHostdevSource { IsMissing: false } usb => new PlannedUsbDevice(owner, usb.Bus, usb.Device),
            ScsiHostdevSource { Iscsi: null } when builder.Context.Storage.Of(hostdev).Source.Path is { } path =>
                new PlannedScsiDevice(owner, path, hostdev.Shareable),
            MdevHostdevSource mdev => new PlannedMediatedDevice(owner, mdev.Uuid),
            ScsiHostHostdevSource vhost => new PlannedVhostScsiTarget(owner, vhost.Wwpn),
            _ => null,
        };
    }

    /// <summary>A card's virtual function takes one tag; what it cannot be given is refused where the plan is to be carried out.</summary>
    private static PlannedVirtualFunction FunctionOf(Interface nic, bool forStart)
    {
        Vlan? vlan = nic.InForce.Vlan;
        if (forStart && vlan is not null && (vlan.Trunk || vlan.Tags.Count > 1))
        {
            throw DomainException.Unsupported("vlan trunking is not supported by SR-IOV network devices", nic.Position);
        }

        if (forStart && nic.InForce.VirtualPort?.Type is { } port)
        {
            throw DomainException.Unsupported($"a virtualport of type '{port}' cannot be set up for an interface of type hostdev", nic.Position);
        }

        return new(nic.Mac!, vlan is { Tags: [{ } tag] } ? tag.Id : null);
    }
}
