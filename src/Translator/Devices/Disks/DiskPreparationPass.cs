using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>
/// Start: disks from the last to the first get their volumes resolved, their block nodes named and their secrets fetched (completion.md 2.4, storage.md 2.2).
/// </summary>
internal sealed class DiskPreparationPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        List<Disk> disks = context.Domain.Disks;
        foreach (Disk disk in disks)
        {
            CheckStart(disk, context);
        }

        for (int i = disks.Count - 1; i >= 0; i--)
        {
            Disk disk = disks[i];
            StorageSource? top = ResolveVolume(disk, context, out bool isDropped);
            if (isDropped && disk.DeviceKind is not (DiskDevice.Cdrom or DiskDevice.Floppy))
            {
                disks.RemoveAt(i);
                continue;
            }

            if (isDropped)
            {
                disk.Source = new StorageSource { Position = disk.Position };
                context.Storage.Add(disk, new DiskNodes());
                continue;
            }

            if (disk is { Shareable: true, ReadOnly: false, Cache: null or DiskCache.Default })
            {
                disk.Cache = DiskCache.None;
            }

            context.Storage.Add(disk, Prepare(disk, top!, context));
        }
    }

    /// <summary>What a definition may hold and a start may not (storage.md 17.9).</summary>
    private static void CheckStart(Disk disk, TranslationContext context)
    {
        if (disk.Bus == DiskBus.Fdc && context.Domain.IsPseries())
        {
            throw DomainException.Unsupported("PowerPC pseries machines do not support floppy device", disk.Position);
        }

        for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
        {
            if (source is { Type: StorageType.Network, Protocol: StorageProtocol.Vxhs })
            {
                throw DomainException.Unsupported("VxHS protocol is not supported with this QEMU binary", disk.Position);
            }

            if (source.Type == StorageType.Nvme && !context.Capabilities.Has(Flags.DriveNvme))
            {
                throw DomainException.Unsupported("NVMe disk is not supported with this QEMU binary", disk.Position);
            }
        }
    }

    /// <summary>The top image's source; null, with the disk to be dropped, where its startup policy allows that.</summary>
    private static StorageSource? ResolveVolume(Disk disk, TranslationContext context, out bool isDropped)
    {
        isDropped = false;
        if (disk.Source is not { Type: StorageType.Volume, PoolVolume: not null })
        {
            return disk.Source;
        }

        try
        {
            return PoolVolumes.Resolve(disk.Source, context.Host);
        }
        catch (DomainException e) when (disk.StartupPolicy == DiskStartupPolicy.Optional)
        {
            context.Warnings.Add($"disk '{disk.TargetDev}' is left out, as its startupPolicy allows: {e.Message}");
            isDropped = true;
            return null;
        }
    }

    private static DiskNodes Prepare(Disk disk, StorageSource top, TranslationContext context)
    {
        var nodes = new DiskNodes { IsPluggedLater = disk is { Transient: true, TransientShareBacking: true } };
        if (top.Type == StorageType.VhostUser)
        {
            return nodes;
        }

        if (disk.Bus == DiskBus.Sd)
        {
            if (!top.IsEmpty)
            {
                nodes.Top = DiskImages.WithDiskSettings(ImagePreparation.PrepareLegacy(top, disk.Alias!, disk.ReadOnly, context), disk);
            }

            return nodes;
        }

        if (top.IsEmpty)
        {
            // what there is not has no format while the guest runs
            disk.Source.Format = null;
            context.Storage.TakeNumber();
        }
        else
        {
            nodes.Top = DiskImages.PrepareChain(disk, top, context);
        }

        if (disk.CopyOnRead == true && nodes.Top is not null)
        {
            nodes.CopyOnRead = StorageState.Checked("libvirt-CoR-" + disk.TargetDev);
        }

        foreach (string group in disk.ThrottleFilters)
        {
            nodes.Filters.Add((StorageState.NodeName(context.Storage.TakeNumber(), "filter"), group));
        }

        return nodes;
    }
}
