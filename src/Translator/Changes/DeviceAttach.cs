using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Channels;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Devices.Hostdevs;
using VirshLite.Translator.Devices.Interfaces;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>Plugs a device into a running guest (live-changes.md 2).</summary>
public static class DeviceAttach
{
    private const string Balloon = "balloon";
    private const string MemoryDevices = "memory devices";

    private static readonly ICompletionPass[] Preparation =
    [
        new NetworkPass(), new DiskPreparationPass(), new HostdevPreparationPass(), new ChardevFdSetsPass(), new VdpaDiskPass(), new ImageChainPass(),
            new ChannelPathPass(),
    ];

    /// <summary>
    /// The steps; once they are through, the device stands in <see cref="RunningGuest.Live"/>. Controllers that a disk needs are plugged in before it and stay,
    /// whatever becomes of the disk.
    /// </summary>
    /// <exception cref="DomainException">The device cannot be, or cannot be plugged in.</exception>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Device device, StepResults results)
    {
        if (device is Disk { DeviceKind: DiskDevice.Cdrom or DiskDevice.Floppy } drive
            && guest.Live.Disks.Find(d => d.TargetDev == drive.TargetDev) is { } present)
        {
            foreach (PlanStep step in MediaChange.Live(guest, present, drive, force: false, results))
            {
                yield return step;
            }

            yield break;
        }

        if (device is Nvram or Pstore)
        {
            Complete(guest, device);
        }

        AttachRules.CheckKind(guest.Live, device);
        AttachRules.CheckBootOrder(guest.Live, device, present: null);
        TranslationContext context = Complete(guest, device);
        AttachRules.CheckDevice(guest.Live, device);
        if (device is Disk { Bus: DiskBus.Scsi, Address: DriveAddress place })
        {
            foreach (PlanStep step in MissingControllers(guest, place.Controller, results))
            {
                yield return step;
            }

            context = Complete(guest, device);
        }

        HotplugAddresses.Assign(context, device);
        HotplugAliases.Assign(context.Domain, device);
        device.EffectiveBootIndex = device.BootOrder ?? 0;
        DeviceArguments.Isolate(context.Domain, device);
        foreach (ICompletionPass pass in Preparation)
        {
            pass.Run(context);
        }

        guest.LastNodeNumber = context.Storage.LastNumber;
        guest.NextFdSet = context.FdSets.Next;
        LaunchPlan plan = DeviceArguments.Of(context, device);
        if (device is Disk && PersistentReservations.IsNeeded(context.Domain) && !PersistentReservations.IsNeeded(guest.Live))
        {
            LaunchPlan helper = DeviceArguments.ReservationsHelper(context);
            foreach (PlanStep step in PlugSteps.Of(helper, device))
            {
                yield return step;
            }
        }

        bool isFirstWatchdog = guest.Live.Watchdogs.Count == 0;
        List<PlanStep> steps = [.. PlugSteps.Of(plan, device)];
        steps = device is Watchdog ? [.. steps.Where(s => isFirstWatchdog && s is QmpStep { Command: "set-action" }),
            .. steps.Where(s => s is not QmpStep { Command: "set-action" })] : steps;
        foreach (PlanStep step in steps.Concat(PlugSteps.Afterwards(plan)))
        {
            yield return step;
        }

        foreach (PlanStep step in Questions(device))
        {
            yield return step;
        }

        Learn(guest, device, context, results);
        DeviceKinds.Of(device).Add(guest.Live, device);
        if (device is MemoryDevice memory)
        {
            guest.Live.MemoryKiB += memory.SizeKiB;
            LearnBalloon(guest.Live, results);
        }

        if (device is not Lease)
        {
            yield return new Tell(DomainEvents.DeviceAdded(device is MemoryDevice ? "mem" + device.Alias : device.Alias!));
        }
    }

    /// <summary>The device completed and judged in a copy of the running domain, as for a definition.</summary>
    private static TranslationContext Complete(RunningGuest guest, Device device)
    {
        Domain copy = RunningGuest.Copy(guest.Live, live: true);
        if (device is Disk { Bus: DiskBus.Scsi, Address: DriveAddress place })
        {
            copy.Controllers.AddRange(MissingControllers(copy, place.Controller));
        }

        DeviceKinds.Of(device).Add(copy, device);
        TranslationContext context = guest.Context(copy, hotplug: true);
        foreach (ICompletionPass pass in CompletionPasses.Definition)
        {
            if (pass is not Addresses.AddressPass)
            {
                pass.Run(context);
            }
        }

        return context;
    }

    /// <summary>SCSI controllers up to the disk's own, each of the model of the last one there.</summary>
    private static List<Controller> MissingControllers(Domain domain, uint last)
    {
        List<Controller> missing = [];
        ControllerModel? model = domain.Controllers.FindLast(c => c.Type == ControllerType.Scsi)?.Model;
        for (uint index = 0; index <= last; index++)
        {
            if (ControllerList.Find(domain.Controllers, ControllerType.Scsi, index) is null)
            {
                missing.Add(new Controller { Type = ControllerType.Scsi, Index = index, Model = model });
            }
        }

        return missing;
    }

    private static IEnumerable<PlanStep> MissingControllers(RunningGuest guest, uint last, StepResults results)
    {
        foreach (Controller controller in MissingControllers(guest.Live, last))
        {
            foreach (PlanStep step in Live(guest, controller, results).Where(s => s is not Tell).Select(s => s with { Undo = [] }))
            {
                yield return step;
            }
        }
    }

    /// <summary>What is asked once the device is there.</summary>
    private static IEnumerable<PlanStep> Questions(Device device)
    {
        switch (device)
        {
            case Disk { Source.Type: not StorageType.VhostUser }:
                yield return new QmpStep("query-block");
                break;
            case MemoryDevice:
                yield return new QmpStep("query-balloon") { KeepAs = Balloon };
                yield return new QmpStep("query-memory-devices") { KeepAs = MemoryDevices };
                break;
        }
    }

    /// <summary>What only the run knows of the device.</summary>
    private static void Learn(RunningGuest guest, Device device, TranslationContext context, StepResults results)
    {
        switch (device)
        {
            case Disk disk when context.Storage.Of(disk).Top is { } top:
                LiveImages.Record(disk, top);
                LiveImages.RecordReservations(disk, context.Paths.DomainDirectory);
                break;
            case Interface nic:
                nic.TargetDevice = results.NameOf($"tapfd-{nic.Alias}0") ?? nic.TargetDevice;
                nic.Source.Bridge ??= nic.Type == InterfaceType.Network ? nic.Resolution?.Bridge : null;
                break;
            case Hostdev { Source: PciHostdevSource } hostdev:
                hostdev.Driver ??= HostdevDriver.Vfio;
                break;
            case CharacterDevice { Source: { Type: ChardevType.Pty } source }:
                source.Path = results.Of(ChardevArguments.IdOf(device)) is { } answer && answer.TryGetProperty("pty", out JsonElement pty)
                    ? pty.GetString() : null;
                break;
            case MemoryDevice memory:
                MemoryPlaces.Learn([memory], results.Of(MemoryDevices));
                break;
        }
    }

    /// <summary>What the guest has: by the balloon, and of virtio-mem.</summary>
    internal static void LearnBalloon(Domain live, StepResults results)
    {
        if (results.Of(Balloon) is { } answer && answer.TryGetProperty("actual", out JsonElement actual))
        {
            ulong virtioMem = 0;
            live.MemoryDevices.ForEach(m => virtioMem += m.CurrentSizeKiB ?? 0);
            live.CurrentMemoryKiB = (actual.GetUInt64() / 1024) + virtioMem;
        }
    }
}
