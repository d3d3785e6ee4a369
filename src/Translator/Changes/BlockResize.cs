using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>Makes a running guest's disk larger or smaller (live-changes.md 10).</summary>
public static class BlockResize
{
    /// <param name="guest">The guest.</param>
    /// <param name="path">Target or source of the disk.</param>
    /// <param name="bytes">Its new size; null = that of the block device below it.</param>
    /// <exception cref="DomainException">There is no such disk, or it cannot have that size.</exception>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, string path, ulong? bytes)
    {
        Disk disk = guest.Live.Disks.Find(d => d.TargetDev == path || d.Source.Path == path)
            ?? throw DomainException.Argument($"disk '{path}' was not found in the domain config");
        if (disk.Source.IsEmpty || disk.ReadOnly)
        {
            throw DomainException.NotSupported($"can't resize empty or readonly disk '{disk.TargetDev}'");
        }

        if (bytes is null && (disk.Source.Format != StorageFormat.Raw || disk.Source.Type != StorageType.Block))
        {
            throw DomainException.NotSupported("block resize to full capacity supported only with 'raw' local block-based disks");
        }

        ulong size = bytes ?? 0;
        if (disk.Source.Format is StorageFormat.Qcow2 or StorageFormat.Qed)
        {
            size = (size + 511) / 512 * 512;
        }

        string node = LiveImages.TopNodeOf(disk.Source, guest.Context(guest.Live, hotplug: true))
            ?? throw DomainException.Internal($"disk '{disk.TargetDev}' has no block node");
        yield return new QmpStep("block_resize", new PropertyBag().Add("node-name", node).Add("size", size));
    }
}
