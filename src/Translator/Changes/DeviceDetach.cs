using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Takes a device out of a running guest: the guest is asked, and what stood behind the device goes once it has let go (live-changes.md 3.3).
/// </summary>
public static class DeviceDetach
{
    /// <summary>The name under which the event that the device is gone is kept.</summary>
    public const string Gone = "gone";

    private const string FdSets = "fdsets";

    /// <param name="guest">The guest.</param>
    /// <param name="device">One of its devices, as it stands in the running domain.</param>
    /// <param name="results">What the steps have brought.</param>
    /// <param name="waits">False: only the request is made (<c>detach-device-alias</c>); <see cref="BackEnds"/> follow when the event comes.</param>
    /// <exception cref="DomainParser.DomainException">The device cannot be taken out.</exception>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Device device, StepResults results, bool waits = true)
    {
        DetachRules.Check(guest.Live, device);
        if (HasFrontEnd(device))
        {
            string alias = device.Alias!;
            yield return PlugSteps.Command("device_del", ("id", alias)) with { AcceptedErrors = ["DeviceNotFound"], KeepAs = "request" };
            if (!waits)
            {
                yield break;
            }

            // one that QEMU does not know is gone already
            if (results.Of("request") is not null)
            {
                PropertyBag ofDevice = new PropertyBag().Add("device", alias);
                yield return new WaitForEvent([new("DEVICE_DELETED") { Data = ofDevice }], guest.UnplugWait)
                {
                    MayBeMissing = true,
                    KeepAs = Gone,
                    Failures = [new("DEVICE_UNPLUG_GUEST_ERROR") { Data = ofDevice }],
                    Purpose = "unplug of device was rejected by the guest",
                };
                if (results.Of(Gone) is null)
                {
                    // the guest may still let go of it later
                    yield break;
                }
            }
        }

        foreach (PlanStep step in BackEnds(guest, device, results))
        {
            yield return step;
        }
    }

    /// <summary>What follows once the device is gone, by whomever it was taken out: its back ends, the host's part, and it leaves the running domain.</summary>
    public static IEnumerable<PlanStep> BackEnds(RunningGuest guest, Device device, StepResults results)
    {
        string alias = device.Alias ?? "";
        foreach (PlanStep step in BackEnds(guest, device, alias, results))
        {
            yield return step is QmpStep qmp ? qmp with { IgnoreErrors = true } : step;
        }

        yield return new TakeBack(alias);
        DeviceKinds.Of(device).Remove(guest.Live, device);
        if (device is MemoryDevice memory)
        {
            guest.Live.MemoryKiB -= memory.SizeKiB;
            DeviceAttach.LearnBalloon(guest.Live, results);
        }

        if (device is not Lease)
        {
            yield return new Tell(DomainEvents.DeviceRemoved(alias));
        }
    }

    private static bool HasFrontEnd(Device device) => device is not (Lease or Input { Type: InputType.Evdev } or Channel { TargetType: ChannelTarget.Guestfwd })
        && device.Address is not UnassignedAddress;

    private static IEnumerable<PlanStep> BackEnds(RunningGuest guest, Device device, string alias, StepResults results)
    {
        switch (device)
        {
            case Disk { Source.Type: StorageType.VhostUser }:
                return [PlugSteps.Command("chardev-remove", ("id", "chr-vu-" + alias))];
            case Disk disk:
                return OfDisk(guest, disk);
            case Interface { ActualType: InterfaceType.Hostdev }:
                return [];
            case Interface nic:
                return OfInterface(nic, alias, results);
            case Hostdev { Source: ScsiHostdevSource }:
                return [];
            case Channel { TargetType: ChannelTarget.Guestfwd }:
                return [PlugSteps.Command("netdev_del", ("id", alias))];
            case Redirdev:
                return [PlugSteps.Command("chardev-remove", ("id", ChardevArguments.IdOf(device)))];
            case CharacterDevice:
                return OfCharacterDevice(device, alias, results);
            case Rng { Backend: RngBackend.Egd }:
                return [PlugSteps.Command("object-del", ("id", "obj" + alias)), PlugSteps.Command("chardev-remove", ("id", ChardevArguments.IdOf(device)))];
            case Rng:
                return [PlugSteps.Command("object-del", ("id", "obj" + alias))];
            case MemoryDevice:
                return [PlugSteps.Command("object-del", ("id", "mem" + alias)), new QmpStep("query-balloon") { KeepAs = "balloon" }];
            case Shmem { HasServer: true }:
                return [PlugSteps.Command("chardev-remove", ("id", ChardevArguments.IdOf(device)))];
            case Shmem:
                return [PlugSteps.Command("object-del", ("id", "shmmem-" + alias))];
            case Filesystem:
                return [PlugSteps.Command("chardev-remove", ("id", "chr-vu-" + alias))];
            case Input { Type: InputType.Evdev }:
                return [PlugSteps.Command("object-del", ("id", alias))];
            default:
                return [];
        }
    }

    private static IEnumerable<PlanStep> OfCharacterDevice(Device device, string alias, StepResults results)
    {
        yield return PlugSteps.Command("chardev-remove", ("id", ChardevArguments.IdOf(device)));
        yield return new QmpStep("query-fdsets") { KeepAs = FdSets };
        foreach (PlanStep step in RemoveFdSets(alias, results))
        {
            yield return step;
        }
    }

    /// <summary>The descriptor sets whose notes begin with a device's alias or path.</summary>
    private static IEnumerable<PlanStep> RemoveFdSets(string prefix, StepResults results)
    {
        foreach (JsonElement set in results.Of(FdSets)?.EnumerateArray() ?? default)
        {
            bool isOurs = set.TryGetProperty("fds", out JsonElement fds)
                && fds.EnumerateArray().Any(fd => fd.TryGetProperty("opaque", out JsonElement note)
                    && note.GetString()?.StartsWith(prefix, StringComparison.Ordinal) == true);
            if (isOurs)
            {
                yield return new QmpStep("remove-fd", new PropertyBag().Add("fdset-id", set.GetProperty("fdset-id").GetInt64()));
            }
        }
    }

    private static IEnumerable<PlanStep> OfDisk(RunningGuest guest, Disk disk)
    {
        foreach (string name in disk.ThrottleFilters.Count > 0 || disk.CopyOnRead == true ? FilterNodes(disk) : [])
        {
            yield return PlugSteps.Command("blockdev-del", ("node-name", name));
        }

        foreach (string node in LiveImages.NodesOf(disk.Source, guest.Context(guest.Live, hotplug: true)))
        {
            yield return PlugSteps.Command("blockdev-del", ("node-name", node));
        }

        if (disk.Source.Reservations is { Managed: true }
            && !guest.Live.Disks.Exists(d => d != disk && d.Source.Reservations is { Managed: true }))
        {
            yield return PlugSteps.Command("object-del", ("id", PersistentReservations.ManagedHelperId));
        }
    }

    private static IEnumerable<string> FilterNodes(Disk disk) => disk.CopyOnRead == true ? ["libvirt-CoR-" + disk.TargetDev] : [];

    private static IEnumerable<PlanStep> OfInterface(Interface nic, string alias, StepResults results)
    {
        yield return PlugSteps.Command("netdev_del", ("id", "host" + alias));
        switch (nic.ActualType)
        {
            case InterfaceType.VhostUser:
                yield return PlugSteps.Command("chardev-remove", ("id", "char" + alias));
                break;
            case InterfaceType.Vdpa:
                yield return new QmpStep("query-fdsets") { KeepAs = FdSets };
                foreach (PlanStep step in RemoveFdSets(nic.Source.Device!, results))
                {
                    yield return step;
                }

                break;
        }
    }
}
