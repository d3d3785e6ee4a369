using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Channels;
using VirshLite.Translator.Devices.Consoles;
using VirshLite.Translator.Devices.Controllers;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Devices.Filesystems;
using VirshLite.Translator.Devices.Hostdevs;
using VirshLite.Translator.Devices.Inputs;
using VirshLite.Translator.Devices.Interfaces;
using VirshLite.Translator.Devices.MemoryDevices;
using VirshLite.Translator.Devices.Parallels;
using VirshLite.Translator.Devices.Redirdevs;
using VirshLite.Translator.Devices.Rngs;
using VirshLite.Translator.Devices.Serials;
using VirshLite.Translator.Devices.Shmems;
using VirshLite.Translator.Devices.Vsocks;
using VirshLite.Translator.Devices.Watchdogs;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>
/// What a start would put out for one device of a guest: the producers of the command line are asked, in a domain where the device is the only one of its kind,
/// so that one place knows how a device looks.
/// </summary>
internal static class DeviceArguments
{
    /// <summary>Leaves nothing in the domain but the device and the controllers that it can hang at.</summary>
    public static void Isolate(Domain domain, Device device)
    {
        foreach (DeviceKind kind in DeviceKinds.InReadingOrder)
        {
            foreach (Device other in kind.Of(domain).ToArray())
            {
                if (other != device && other is not Controller && !(other is Hostdev { Interface: { } nic } && nic == device))
                {
                    kind.Remove(domain, other);
                }
            }
        }
    }

    /// <summary>The guest's own helper for persistent reservations, which the first disk that needs it brings along.</summary>
    public static LaunchPlan ReservationsHelper(TranslationContext context)
    {
        LaunchPlan plan = Empty(context);
        PersistentReservations.AddManagedHelper(new CommandLineBuilder(context, plan));
        return plan;
    }

    /// <summary>The images of a chain alone: what goes into a drive.</summary>
    public static LaunchPlan Images(TranslationContext context, ImageNode image)
    {
        LaunchPlan plan = Empty(context);
        StorageArguments.AddChain(new CommandLineBuilder(context, plan), image);
        return plan;
    }

    /// <summary>What is put out for a device that stands alone in the context's domain.</summary>
    public static LaunchPlan Of(TranslationContext context, Device device)
    {
        LaunchPlan plan = Empty(context);
        var builder = new CommandLineBuilder(context, plan);
        switch (device)
        {
            case Disk disk:
                DiskArguments.Add(builder, disk, context.Storage.Of(disk));
                break;
            case Controller controller:
                ControllerArguments.Add(builder, controller);
                break;
            case Interface { ActualType: InterfaceType.Hostdev }:
                HostdevArguments.Add(builder);
                HostDevicePlan.Add(builder);
                break;
            case Interface:
                InterfaceArguments.Add(builder);
                break;
            case Hostdev:
                HostdevArguments.Add(builder);
                HostDevicePlan.Add(builder);
                break;
            case Filesystem:
                FilesystemArguments.Add(builder);
                break;
            case MemoryDevice:
                MemoryDeviceArguments.Add(builder);
                break;
            case Serial:
                SerialArguments.Add(builder);
                break;
            case DomainParser.Model.Parallel:
                ParallelArguments.Add(builder);
                break;
            case Channel:
                ChannelArguments.Add(builder);
                break;
            case GuestConsole:
                GuestConsoleArguments.Add(builder);
                break;
            case Input:
                InputArguments.Add(builder);
                break;
            case Watchdog:
                WatchdogArguments.Add(builder);
                break;
            case Redirdev:
                RedirdevArguments.Add(builder);
                break;
            case Rng:
                RngArguments.Add(builder);
                break;
            case Shmem:
                ShmemArguments.Add(builder);
                break;
            case Vsock:
                VsockArguments.Add(builder);
                break;
            case Lease:
                break;
            default:
                throw DomainException.NotSupported($"live attach of device '{DeviceKinds.Of(device).Element}' is not supported");
        }

        plan.OpenedFiles.AddRange(GuestResources.OpenedBy(context.Domain, context).Where(f => GuestResources.IsOfDevice(f.Kind)));
        return plan;
    }

    private static LaunchPlan Empty(TranslationContext context) => new()
    {
        Domain = context.Domain,
        Paths = context.Paths,
        Binary = context.Domain.Emulator!,
        Syntax = new SyntaxSupport(DeviceJson: true, NetdevJson: true),
    };
}
