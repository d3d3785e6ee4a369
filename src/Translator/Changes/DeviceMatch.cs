using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Changes;

/// <summary>Which device of a domain an XML means (live-changes.md 3.1): each kind has its own idea of what makes two devices the same.</summary>
public static class DeviceMatch
{
    /// <summary>What is said of several kinds that a stored definition does not have.</summary>
    private const string NotThere = "device not present in domain configuration";

    /// <summary>libvirt 11.3 looks an absent RNG's model up among the words of its back ends.</summary>
    private static readonly string[] RngWords = ["random", "egd", "builtin"];

    private const string NoWatchdog = "no matching watchdog was found";
    private const string NoRedirdev = "no matching redirdev was not found";

    /// <summary>The device of that alias.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Device ByAlias(Domain domain, string alias) =>
        AllDevices.Of(domain).FirstOrDefault(d => d.Alias == alias) ?? throw DomainException.Internal($"no device found with alias {alias}");

    /// <param name="domain">Where it is looked for.</param>
    /// <param name="wanted">As read.</param>
    /// <param name="live">False for the stored definition, whose words differ.</param>
    /// <exception cref="DomainException">There is none, or it is not clear which.</exception>
    public static Device Find(Domain domain, Device wanted, bool live) => wanted switch
    {
        Disk disk => domain.Disks.Find(d => d.TargetDev == disk.TargetDev)
            ?? throw DomainException.NotFound(live ? $"disk {disk.TargetDev} not found" : $"no target device {disk.TargetDev}"),
        Interface nic => Interface(domain, nic),
        Hostdev { Source.ModeName: "capabilities" } when !live => throw DomainException.NotFound(NotThere),
        Hostdev hostdev => HostdevMatch.Find(domain, hostdev),
        Controller controller => (controller.Index is { } index ? ControllerList.Find(domain.Controllers, controller.Type, index) : null)
            ?? throw DomainException.NotFound(!live ? NotThere
                : $"controller {ControllerType.Names[controller.Type]}:{(controller.Index is { } i ? i : -1)} not found"),
        Redirdev redirdev => domain.Redirdevs.Find(r => SameSource(r.Source, redirdev.Source) && SameIfGiven(redirdev, r))
            ?? throw (live ? DomainException.Operation(NoRedirdev) : DomainException.NotFound(NoRedirdev)),
        GuestConsole { TargetType: ConsoleTarget.Serial } when !live =>
            throw DomainException.Operation("detaching serial console is not supported"),
        CharacterDevice character => Character(domain, character, live),
        MemoryDevice memory => domain.MemoryDevices.Find(m => SameMemory(m, memory))
            ?? throw DomainException.NotFound(!live ? "matching memory device was not found"
                : $"model '{MemoryModel.Names[memory.Model]}' memory device not present in the domain configuration"),
        Rng rng => domain.Rngs.Find(r => r.Model == rng.Model && r.Backend == rng.Backend && r.File == rng.File && SameEgd(r, rng)
                && r.RateBytes == rng.RateBytes
                && r.RatePeriodMilliseconds == rng.RatePeriodMilliseconds && SamePlaceIfGiven(rng, r))
            ?? throw DomainException.NotFound($"model '{RngWords[(int)rng.Model]}' RNG device not present in domain configuration"),
        Shmem shmem => domain.Shmems.Find(s => s.Name == shmem.Name && s.Model == shmem.Model
            && (shmem.SizeBytes is null or 0 || s.SizeBytes == shmem.SizeBytes) && SameIfGiven(shmem, s))
            ?? throw DomainException.NotFound(!live ? "matching shmem device was not found"
                : $"model '{ShmemModel.Names[shmem.Model]}' shmem device not present in domain configuration"),
        Input input => domain.Inputs.Find(i => i.Type == input.Type && (i.Bus == (input.Bus ?? i.Bus))
            && (input.SourcePath is null || i.SourcePath == input.SourcePath) && SameIfGiven(input, i))
            ?? throw DomainException.NotFound("matching input device not found"),
        Watchdog watchdog => domain.Watchdogs.Find(w => w.Model == watchdog.Model && w.Action == watchdog.Action && SameIfGiven(watchdog, w))
            ?? throw (live ? DomainException.Operation(NoWatchdog) : DomainException.NotFound(NoWatchdog)),
        Filesystem filesystem => domain.Filesystems.Find(f => f.Target == filesystem.Target && SameIfGiven(filesystem, f))
            ?? throw DomainException.NotFound(live ? "matching filesystem not found" : "no matching filesystem device was found"),
        Vsock vsock => domain.Vsock is { } present && (vsock.Cid == 0 || present.Cid == vsock.Cid) && SameIfGiven(vsock, present)
            ? present
            : throw DomainException.NotFound("matching vsock device not found"),
        Lease lease => domain.Leases.Find(l => l.Key == lease.Key && l.Lockspace == lease.Lockspace)
            ?? throw DomainException.Argument($"Lease {lease.Key} in lockspace {lease.Lockspace ?? "(null)"} does not exist"),
        Sound or Iommu when live => throw DomainException.NotSupported($"live detach of device '{DeviceKinds.Of(wanted).Element}' is not supported"),
        Sound sound => domain.Sounds.Find(s => s.Model == sound.Model && SamePlaceIfGiven(sound, s))
            ?? throw DomainException.NotFound(NotThere),
        Iommu iommu when domain.Iommus.Find(i => i.Model == iommu.Model && SameIfGiven(iommu, i)) is { } present => present,
        _ => throw DomainException.NotSupported($"{(live ? "live" : "persistent")} detach of device '{DeviceKinds.Of(wanted).Element}' is not supported"),
    };

    /// <summary>All that is given has to fit: MAC address, place, alias.</summary>
    public static Interface Interface(Domain domain, Interface wanted)
    {
        Interface? found = null;
        foreach (Interface nic in domain.Interfaces)
        {
            if ((wanted.Mac is not null && !string.Equals(nic.Mac, wanted.Mac, StringComparison.OrdinalIgnoreCase)) || !SameIfGiven(wanted, nic))
            {
                continue;
            }

            found = found is null ? nic : throw DomainException.Failed(
                wanted.Mac is { } mac ? $"multiple devices matching MAC address {mac} found" : "multiple matching devices found");
        }

        return found ?? throw DomainException.NotFound(
            $"no device found at address '{(wanted.Address is PciAddress pci ? $"{pci.Domain:x4}:{pci.Bus:x2}:{pci.Slot:x2}.{pci.Function:x}" : "(<null>)")}' "
            + $"matching MAC address '{wanted.Mac ?? "(<null>)"}' and alias '{wanted.Alias ?? "(<null>)"}'");
    }

    /// <summary>Two character device sources that lead to the same place.</summary>
    internal static bool SameSource(ChardevSource one, ChardevSource other) =>
        one.Type == other.Type && one.Path == other.Path && one.Host == other.Host && one.Service == other.Service && one.Channel == other.Channel
        && (one.Type != ChardevType.Unix || one.Path is null || one.Mode == other.Mode);

    private static CharacterDevice Character(Domain domain, CharacterDevice wanted, bool live)
    {
        CharacterDevice? found = wanted switch
        {
            Channel channel => domain.Channels.Find(c =>
                c.TargetType == channel.TargetType && c.TargetName == channel.TargetName && c.GuestAddress == channel.GuestAddress
                && c.GuestPort == channel.GuestPort && SameSource(c.Source, channel.Source)),
            Serial serial => domain.Serials.Find(s => SameSource(s.Source, serial.Source) && (serial.Port is null || s.Port == serial.Port)),
            DomainParser.Model.Parallel parallel => domain.Parallels.Find(p => SameSource(p.Source, parallel.Source) && p.Port == parallel.Port),
            GuestConsole console => domain.Consoles.Find(c =>
                c.TargetType == console.TargetType && (live || c.Port == console.Port) && SameSource(c.Source, console.Source)),
            _ => null,
        };
        return found ?? throw (!live ? DomainException.Argument(NotThere)
            : DomainException.NotFound($"chr type '{DeviceKinds.Of(wanted).Element}' device not present in domain configuration"));
    }

    private static bool SameEgd(Rng one, Rng other) =>
        one.Backend != RngBackend.Egd || (one.EgdSource is { } a && other.EgdSource is { } b && SameSource(a, b));

    private static bool SameMemory(MemoryDevice present, MemoryDevice wanted)
    {
        bool sameModel = present.Model == wanted.Model && present.SizeKiB == wanted.SizeKiB && (present.TargetNode ?? 0) == (wanted.TargetNode ?? 0)
            && present.PageSizeKiB == wanted.PageSizeKiB && present.Path == wanted.Path && Equals(present.NodeMask?.ToString(), wanted.NodeMask?.ToString());
        bool sameVirtioMem = wanted.Model != MemoryModel.VirtioMem
            || (present.BlockSizeKiB == wanted.BlockSizeKiB && (present.RequestedSizeKiB ?? 0) == (wanted.RequestedSizeKiB ?? 0)
                && present.TargetBase == wanted.TargetBase);
        bool sameSlot = wanted.Address is not DimmAddress dimm || present.Address is not DimmAddress slot || slot.Slot == dimm.Slot;
        return sameModel && sameVirtioMem && sameSlot && (wanted.Alias is null || present.Alias is null || wanted.Alias == present.Alias);
    }

    private static bool SameIfGiven(Device wanted, Device present) =>
        (wanted.Alias is null || wanted.Alias == present.Alias) && SamePlaceIfGiven(wanted, present);

    private static bool SamePlaceIfGiven(Device wanted, Device present) => wanted.Address switch
    {
        PciAddress { IsEmpty: false } a => present.Address is PciAddress b && a.Bus == b.Bus && a.Slot == b.Slot && a.Function == b.Function,
        CcwAddress { IsAssigned: true } a => present.Address is CcwAddress b && a.Cssid == b.Cssid && a.Ssid == b.Ssid && a.Devno == b.Devno,
        UsbAddress { Port.Count: > 0 } a => present.Address is UsbAddress b && a.Bus == b.Bus && a.Port.SequenceEqual(b.Port),
        DriveAddress a => present.Address is DriveAddress b && a.IsSamePlace(b),
        _ => true,
    };
}
