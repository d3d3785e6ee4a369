using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Devices.Filesystems;
using VirshLite.Translator.Devices.Hostdevs;

namespace VirshLite.Translator;

/// <summary>Checks disks, file systems and host devices, each for itself and then together (storage.md 17.2 to 17.8).</summary>
internal sealed class StorageRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Disk disk in domain.Disks)
        {
            DiskRules.Check(disk, domain);
            DiskQemuRules.Check(disk, domain, context.Capabilities, context.Rules);
        }

        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            HostdevRules.Check(hostdev, context);
        }

        foreach (Filesystem filesystem in domain.Filesystems)
        {
            FilesystemRules.Check(filesystem, context);
        }

        CheckTargets(domain.Disks);
        CheckDriveAddresses(domain);
        HostdevRules.CheckTogether(domain.Hostdevs);
        FilesystemRules.CheckTargets(domain.Filesystems);
    }

    private static void CheckTargets(List<Disk> disks)
    {
        for (int i = 0; i < disks.Count; i++)
        {
            for (int j = i + 1; j < disks.Count; j++)
            {
                if (disks[i].TargetDev == disks[j].TargetDev)
                {
                    throw new DomainException(
                        $"target '{disks[j].TargetDev}' duplicated for disk sources '{disks[i].Source.Path}' and '{disks[j].Source.Path}'", disks[j].Position);
                }
            }
        }
    }

    private static void CheckDriveAddresses(Domain domain)
    {
        for (int i = 0; i < domain.Disks.Count; i++)
        {
            if (domain.Disks[i].Address is not DriveAddress address)
            {
                continue;
            }

            for (int j = i + 1; j < domain.Disks.Count; j++)
            {
                if (domain.Disks[j].Bus == domain.Disks[i].Bus && domain.Disks[j].Address is DriveAddress other && address.IsSamePlace(other))
                {
                    throw new DomainException($"Found duplicate drive address for disk with target name '{domain.Disks[i].TargetDev}' {Describe(address)}",
                        domain.Disks[j].Position);
                }
            }
        }

        for (int i = 0; i < domain.Hostdevs.Count; i++)
        {
            if (domain.Hostdevs[i] is not { Source: ScsiHostdevSource, Address: DriveAddress address })
            {
                continue;
            }

            if (domain.Disks.Exists(disk => disk is { Bus: DiskBus.Scsi, Address: DriveAddress other } && address.IsSamePlace(other)))
            {
                throw DomainException.Unsupported($"SCSI host address {Describe(address)} in use by another SCSI disk", domain.Hostdevs[i].Position);
            }

            for (int j = 0; j < i; j++)
            {
                if (domain.Hostdevs[j] is { Source: ScsiHostdevSource, Address: DriveAddress other } && address.IsSamePlace(other))
                {
                    throw DomainException.Unsupported($"SCSI host device address {Describe(address)} in use by another SCSI host device",
                        domain.Hostdevs[i].Position);
                }
            }
        }
    }

    private static string Describe(DriveAddress address) =>
        $"controller='{address.Controller}' bus='{address.Bus}' target='{address.Target}' unit='{address.Unit}'";
}
