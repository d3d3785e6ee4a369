using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Agent;

/// <summary>A disk that the agent tells of by its place on a bus.</summary>
/// <param name="Target">Which disk of the domain it is (vda); null where none fits.</param>
/// <param name="Serial">As the guest reads it.</param>
/// <param name="Device">The guest's node, /dev/sda1.</param>
/// <param name="Bus">ide, virtio, scsi … in the guest's words.</param>
public sealed record GuestDisk(string? Target, string? Serial, string? Device, string? Bus)
{
    internal static GuestDisk Of(JsonElement address, Domain domain) => new(
        TargetOf(address, domain),
        AgentJson.Text(address, "serial"),
        AgentJson.Text(address, "dev"),
        AgentJson.Text(address, "bus-type"));

    /// <summary>By the disk's own PCI address, or by its place behind a controller at that address.</summary>
    private static string? TargetOf(JsonElement address, Domain domain)
    {
        if (AgentJson.Member(address, "pci-controller") is not { } controller
            || AgentJson.Index(controller, "domain") is not { } pciDomain
            || AgentJson.Index(controller, "bus") is not { } bus
            || AgentJson.Index(controller, "slot") is not { } slot
            || AgentJson.Index(controller, "function") is not { } function)
        {
            return null;
        }

        bool IsThere(DeviceAddress? place) => place is PciAddress pci && pci.Domain == pciDomain && pci.Bus == bus && pci.Slot == slot
            && pci.Function == function;
        foreach (Disk disk in domain.Disks)
        {
            if (IsThere(disk.Address))
            {
                return disk.TargetDev;
            }

            if (disk.Address is DriveAddress drive
                && drive.Bus == AgentJson.Index(address, "bus") && drive.Target == AgentJson.Index(address, "target")
                    && drive.Unit == AgentJson.Index(address, "unit")
                && domain.Controllers.Exists(c => c.Index == drive.Controller && IsThere(c.Address)))
            {
                return disk.TargetDev;
            }
        }

        return null;
    }
}
