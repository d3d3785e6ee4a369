using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Boot;

/// <summary>The boot index that each device gets on the command line: its own order, or the place of its class in &lt;os&gt; (completion.md 3.2). A host
/// device that stands for an interface shares the interface's.</summary>
internal sealed class BootIndexPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Device device in BootableDevices.Of(domain))
        {
            device.EffectiveBootIndex = device.BootOrder ?? 0;
        }

        for (int i = 0; i < domain.Os.BootDevices.Count; i++)
        {
            if (First(domain, domain.Os.BootDevices[i]) is { } device)
            {
                device.EffectiveBootIndex = (uint)i + 1;
            }
        }
    }

    /// <summary>The first device of a class; only that one is booted from.</summary>
    private static Device? First(Domain domain, BootDevice kind) => kind switch
    {
        BootDevice.Cdrom => FirstDisk(domain, DiskDevice.Cdrom, DiskDevice.Cdrom),
        BootDevice.Fd => FirstDisk(domain, DiskDevice.Floppy, DiskDevice.Floppy),
        BootDevice.Hd => FirstDisk(domain, DiskDevice.Disk, DiskDevice.Lun),
        _ => domain.Interfaces.Count > 0 ? domain.Interfaces[0] : null,
    };

    private static Disk? FirstDisk(Domain domain, DiskDevice one, DiskDevice other)
    {
        foreach (Disk disk in domain.Disks)
        {
            if (disk.DeviceKind == one || disk.DeviceKind == other)
            {
                return disk;
            }
        }

        return null;
    }
}
