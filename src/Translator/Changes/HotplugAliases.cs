using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Changes;

/// <summary>
/// The alias of a device that is plugged in: one more than the highest number in use, so that a number in the middle is not given again (live-changes.md 2.2).
/// </summary>
internal static class HotplugAliases
{
    public static void Assign(Domain domain, Device device) => device.Alias ??= device switch
    {
        Disk disk => Aliases.OfDisk(domain, disk),
        Controller controller => Aliases.OfController(domain, controller),
        Interface nic => Aliases.OfInterface(domain, nic),
        Hostdev => Aliases.NextHostdev(domain),
        MemoryDevice { Model: MemoryModel.Dimm, Address: DimmAddress place } => $"dimm{place.Slot}",
        MemoryDevice memory => Aliases.Next(domain.MemoryDevices, PrefixOf(memory)),
        Redirdev => Aliases.Next(domain.Redirdevs, "redir"),
        // the first console bears its serial port's name, and counts
        GuestConsole when domain.Consoles.Exists(c => c != device)
            && !domain.Consoles.Exists(c => c.Alias?.StartsWith("console", StringComparison.Ordinal) == true) => "console1",
        Filesystem => Aliases.Next(domain.Filesystems, "fs"),
        _ => Aliases.Next(DeviceKinds.Of(device).Of(domain), DeviceKinds.Of(device).Element),
    };

    private static string PrefixOf(MemoryDevice memory) => memory.Model switch
    {
        MemoryModel.Dimm => "dimm",
        MemoryModel.Nvdimm => "nvdimm",
        MemoryModel.VirtioMem => "virtiomem",
        MemoryModel.VirtioPmem => "virtiopmem",
        _ => "epc",
    };
}
