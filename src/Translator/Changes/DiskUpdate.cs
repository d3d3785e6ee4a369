using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>
/// What of a running guest's disk can be changed in place (live-changes.md 4): the image of a removable drive, and what only the next start asks for.
/// </summary>
internal static class DiskUpdate
{
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Disk present, Disk wanted, bool force, StepResults results)
    {
        CheckSame(present, wanted);
        bool isSameSource = present.Source.Type == wanted.Source.Type && present.Source.Path == wanted.Source.Path
            && present.Source.Protocol == wanted.Source.Protocol;
        bool isRemovable = present.DeviceKind is DiskDevice.Cdrom or DiskDevice.Floppy;
        if (!isSameSource && !isRemovable)
        {
            throw DomainException.Unsupported("disk source can be changed only in removable drives");
        }

        if (!isSameSource)
        {
            foreach (PlanStep step in MediaChange.Live(guest, present, wanted, force, results))
            {
                yield return step;
            }
        }

        present.StartupPolicy = wanted.StartupPolicy ?? present.StartupPolicy;
        present.Snapshot = wanted.Snapshot ?? present.Snapshot;
    }

    private static void CheckSame(Disk present, Disk wanted)
    {
        Same(present.DeviceKind == wanted.DeviceKind, "device");
        Same(wanted.Bus is null || wanted.Bus == present.Bus, "bus");
        Same(wanted.Serial is null || wanted.Serial == present.Serial, "serial");
        Same(wanted.Wwn is null || wanted.Wwn == present.Wwn, "wwn");
        Same(wanted.Vendor is null || wanted.Vendor == present.Vendor, "vendor");
        Same(wanted.Product is null || wanted.Product == present.Product, "product");
        Same(wanted.Cache is null or DiskCache.Default || wanted.Cache == present.Cache, "cache");
        Same(wanted.ErrorPolicy is null or DiskErrorPolicy.Default || wanted.ErrorPolicy == present.ErrorPolicy, "error_policy");
        Same(wanted.ReadErrorPolicy is null or DiskErrorPolicy.Default || wanted.ReadErrorPolicy == present.ReadErrorPolicy, "rerror_policy");
        Same(wanted.Io is null or DiskIo.Default || wanted.Io == present.Io, "io");
        Same(wanted.IoEventFd is null || wanted.IoEventFd == present.IoEventFd, "ioeventfd");
        Same(wanted.EventIdx is null || wanted.EventIdx == present.EventIdx, "event_idx");
        Same(wanted.CopyOnRead is null || wanted.CopyOnRead == present.CopyOnRead, "copy_on_read");
        Same(wanted.DiscardNoUnref is null || wanted.DiscardNoUnref == present.DiscardNoUnref, "discard_no_unref");
        Same(wanted.Discard is null or DiskDiscard.Default || wanted.Discard == present.Discard, "discard");
        CheckThrottling(present, wanted);
        Same(wanted.IoThread == 0 || wanted.IoThread == present.IoThread, "iothread");
        Same(wanted.BootOrder is null || wanted.BootOrder == present.BootOrder, "boot order");
        Same(wanted.RawIo is null || wanted.RawIo == present.RawIo, "rawio");
        Same(wanted.Sgio is null || wanted.Sgio == present.Sgio, "sgio");
        Same(!wanted.ReadOnly || present.ReadOnly, "readonly");
        Same(!wanted.Shareable || present.Shareable, "shared");
        Same(!wanted.Transient || present.Transient, "transient");
        Same(wanted.Removable is null || wanted.Removable == present.Removable, "removable");
        Same(wanted.BackendDomain is null || wanted.BackendDomain == present.BackendDomain, "backenddomain");
        Same((wanted.BlockIo?.LogicalBlockSize ?? 0) == (present.BlockIo?.LogicalBlockSize ?? 0), "blockio logical_block_size");
        Same((wanted.BlockIo?.PhysicalBlockSize ?? 0) == (present.BlockIo?.PhysicalBlockSize ?? 0), "blockio physical_block_size");
        if (wanted.Address is DriveAddress drive)
        {
            Same(present.Address is DriveAddress place && place.IsSamePlace(drive), "address");
        }

        if (wanted.Address is PciAddress { IsEmpty: false } pci)
        {
            Same(present.Address is PciAddress place && place.Bus == pci.Bus && place.Slot == pci.Slot && place.Function == pci.Function, "address");
        }
    }

    private static void CheckThrottling(Disk present, Disk wanted)
    {
        Same(wanted.IoTune?.GroupName is not { } group || group == present.IoTune?.GroupName, "group_name");
        foreach (BlockLimit limit in BlockLimits.All)
        {
            ulong given = wanted.IoTune is { } tune ? limit.Get(tune.Limits) : 0;
            Same(given == 0 || given == (present.IoTune is { } own ? limit.Get(own.Limits) : 0), "blkdeviotune " + limit.Name);
        }
    }

    private static void Same(bool isSame, string field)
    {
        if (!isSame)
        {
            throw DomainException.NotSupported($"cannot modify field '{field}' of the disk");
        }
    }
}
