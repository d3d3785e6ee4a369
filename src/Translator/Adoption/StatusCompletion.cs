using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Audios;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Adoption;

/// <summary>
/// What a status file of an older libvirt leaves out, as libvirt fills it in when it reads one (measured.md 6.2): counters begin at 0, directories and
/// objects of QEMU have the names that they always had, and what devices did without a word has one now. The guest runs: nothing else is made up or refused.
/// </summary>
public static class StatusCompletion
{
    /// <summary>The agent gets all the time that it wants.</summary>
    private const int ForEver = -2;

    /// <param name="status">Changed in place.</param>
    /// <param name="settings">Whose directories the guest has.</param>
    /// <param name="host">The host that it runs on.</param>
    public static void Complete(DomainStatus status, Settings settings, IHostFacts host)
    {
        CompleteDevices(status.Domain, settings, host);
        status.MemoryBackingDirectory ??= new GuestPaths(settings, status.Domain.Id ?? 0, status.Domain.Name).MemoryDirectory;
        status.NodeIndex ??= 0;
        status.FdSetIndex ??= 0;
        status.BlockJobsActive ??= false;
        status.AgentTimeout ??= ForEver;
        if (!IsOfBlockdev(status))
        {
            status.Domain.Disks.ForEach(NameObjects);
        }

        foreach (Hostdev hostdev in status.Domain.Hostdevs)
        {
            if (hostdev is { Source: ScsiHostdevSource scsi, Alias: { } alias })
            {
                NameObjects(scsi, alias);
            }
        }
    }

    private static void CompleteDevices(Domain domain, Settings settings, IHostFacts host)
    {
        new DefaultAudioPass().Run(new TranslationContext(domain, _ => throw new InvalidOperationException("a guest's QEMU is not asked"), host, settings));
        foreach (Disk disk in domain.Disks)
        {
            for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
            {
                StorageSourceDefaults.Complete(source);
            }
        }
    }

    /// <summary>
    /// Before -blockdev, the secrets of a disk had names after the disk; nobody noted them. Since then they are noted for each image.
    /// </summary>
    private static bool IsOfBlockdev(DomainStatus status) => status.QemuCapabilities?.Contains("blockdev") == true;

    private static void NameObjects(Disk disk)
    {
        if (disk is not { Alias: { } alias, Source: { IsEmpty: false } source })
        {
            return;
        }

        var data = source.Private ?? new StoragePrivate();
        if (source.Auth is not null)
        {
            data.AuthSecret ??= alias + "-secret0";
        }

        if (source.Encryption is not null && data.EncryptionSecrets.Count == 0)
        {
            data.EncryptionSecrets.Add(alias + "-luks-secret0");
        }

        if (source.Tls == true)
        {
            data.TlsAlias ??= $"obj{alias}_tls0";
        }

        source.Private = data.IsEmpty ? null : data;
    }

    private static void NameObjects(ScsiHostdevSource scsi, string alias)
    {
        var data = (scsi.Iscsi is { } iscsi ? iscsi.Private : scsi.Private) ?? new StoragePrivate();
        data.StorageNode ??= $"libvirt-{alias}-backend";
        if (scsi.Iscsi is { } source)
        {
            data.AuthSecret ??= source.Auth is null ? null : alias + "-secret0";
            source.Private = data;
        }
        else
        {
            scsi.Private = data;
        }
    }
}
