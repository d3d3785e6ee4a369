using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Changes a device of a running guest in place (live-changes.md 4): media, passwords of screens, links and tunables of interfaces, the size of virtio-mem.
/// </summary>
public static class DeviceUpdate
{
    /// <param name="guest">The guest.</param>
    /// <param name="wanted">The device as it is to be, as read.</param>
    /// <param name="force">A tray opens though the guest has locked it.</param>
    /// <param name="results">What the steps have brought.</param>
    /// <exception cref="DomainException">There is no such device, or it cannot be changed so.</exception>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Device wanted, bool force, StepResults results)
    {
        switch (wanted)
        {
            case Disk disk:
                Disk present = guest.Live.Disks.Find(d => d.TargetDev == disk.TargetDev)
                    ?? throw DomainException.Internal($"disk '{disk.TargetDev}' not found");
                AttachRules.CheckBootOrder(guest.Live, disk, present);
                CheckCommon(present, disk);
                return DiskUpdate.Live(guest, present, disk, force, results);
            case Graphics graphics:
                return GraphicsUpdate.Live(guest, graphics);
            case Interface nic:
                Interface found = DeviceMatch.Interface(guest.Live, nic);
                AttachRules.CheckBootOrder(guest.Live, nic, found);
                CheckCommon(found, nic);
                return InterfaceUpdate.Live(guest, found, nic);
            case MemoryDevice memory:
                return VirtioMemSize.Live(guest, memory);
            default:
                throw DomainException.Unsupported($"live update of device '{DeviceKinds.Of(wanted).Element}' is not supported");
        }
    }


    private static void CheckCommon(Device present, Device wanted)
    {
        if (wanted.Alias is { } alias && alias != present.Alias)
        {
            throw new DomainException("changing device alias is not allowed", wanted.Position, RefusalKind.Denied);
        }

        if (wanted.AcpiIndex != 0 && wanted.AcpiIndex != present.AcpiIndex)
        {
            throw new DomainException("changing device 'acpi index' is not allowed", wanted.Position, RefusalKind.Denied);
        }
    }
}
