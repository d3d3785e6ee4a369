using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>A running guest's live XML, changed where its disks have changed; one change at a time.</summary>
internal static class LiveDefinition
{
    public static void Change(GuestStore store, GuestRecord record, Action<Domain> change)
    {
        using FileLock one = FileLock.Take(LiveXml.LockOf(store, record.Name));
        Domain domain = LiveXml.Read(store, record);
        change(domain);
        if (store.Read(record.Name)?.Id == record.Id)
        {
            store.WriteDomainXml(record.Name, DomainWriter.Write(domain, live: true));
        }
    }

    /// <summary>A new image is the disk's from now on, and stands on the one before.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="image">The new image.</param>
    /// <param name="keepChain">All images below are listed; else only the next one, as libvirt writes definitions.</param>
    public static void PutOnTop(Disk disk, LiveImage image, bool keepChain)
    {
        StorageSource below = disk.Source;
        if (!keepChain)
        {
            image = image with { Node = "" };
            below = SourceOf(new LiveImage("", "", below.Path ?? "", StorageFormat.Names[below.Format ?? StorageFormat.Raw]));
        }

        disk.Source = SourceOf(image);
        disk.Source.Backing = below;
    }

    /// <summary>Another image in a definition of a guest that is off: what it stands on is for the next start to find out.</summary>
    public static void Replace(Disk disk, LiveImage image) => disk.Source = SourceOf(image with { Node = "" });

    /// <summary>A running guest as metadata of snapshots keeps it: where it lies among the host's groups, and no word about where chains end.</summary>
    public static Domain Kept(string xml, bool isPrivileged)
    {
        Domain domain = DomainReader.Read(xml, new ReadingOptions { IgnoreUnknown = true });
        if (isPrivileged)
        {
            domain.Resource ??= new Resource();
            domain.Resource.Partition ??= "/machine";
        }

        foreach (Disk disk in domain.Disks)
        {
            for (StorageSource? image = disk.Source; image is not null; image = image.Backing)
            {
                image.IsChainEnd = false;
            }
        }

        return domain;
    }

    /// <summary>
    /// A chain without one of its images: below the top one it is left out; where it was the top one, <paramref name="below"/> takes its place.
    /// </summary>
    public static StorageSource Without(StorageSource top, string path, StorageSource below)
    {
        if (top.Path == path)
        {
            return top.Backing ?? below;
        }

        for (StorageSource at = top; at.Backing is { } next; at = next)
        {
            if (next.Path == path)
            {
                at.Backing = next.Backing;
                break;
            }
        }

        return top;
    }

    /// <summary>An image as a snapshot names it.</summary>
    public static LiveImage ImageOf(StorageSource source) => new("", "", source.Path ?? "", StorageFormat.Names[source.Format ?? StorageFormat.Qcow2]);

    /// <summary>What a job that is through means for its disk's images.</summary>
    /// <returns>False where the domain had another image, or none of that.</returns>
    public static bool FollowJob(Domain domain, BlockJob job, bool isLive)
    {
        if (job.Kind == BlockJobKind.Backup || domain.Disks.Find(d => d.TargetDev == job.Disk) is not { } disk || disk.Source.Path != job.Images[0].File)
        {
            return false;
        }

        switch (job.Kind)
        {
            case BlockJobKind.ActiveCommit:
                disk.Source = Named(disk.Source, job.Images[job.Base]) ?? SourceOf(job.Images[job.Base], isLive);
                break;
            case BlockJobKind.Copy:
                StorageSource? below = job.Shallow ? disk.Source.Backing : null;
                disk.Source = SourceOf(job.Mirror!, isLive);
                Stand(disk.Source, below, isLive);
                break;
            case BlockJobKind.Commit or BlockJobKind.Pull when Named(disk.Source, job.Images[job.Top - 1]) is { } above:
                Stand(above, job.Base < job.Images.Count ? Named(above, job.Images[job.Base]) : null, isLive);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>The disk's &lt;mirror&gt; while a job copies to another image (guest-state.md 4.1); null = none.</summary>
    public static void Mirror(Domain domain, BlockJob job, bool exists, MirrorReady? ready = null)
    {
        if (!job.IsMirror || domain.Disks.Find(d => d.TargetDev == job.Disk) is not { } disk)
        {
            return;
        }

        if (!exists)
        {
            disk.Mirror = null;
            return;
        }

        bool copies = job.Kind == BlockJobKind.Copy;
        StorageSource source = SourceOf(copies ? job.Mirror! : job.Images[job.Base], isLive: true);
        source.IsChainEnd = copies;
        disk.Mirror = new DiskMirror { Source = source, Job = copies ? MirrorJob.Copy : MirrorJob.ActiveCommit, Ready = ready };
    }

    /// <summary>A running guest's XML says where its chain ends.</summary>
    private static void Stand(StorageSource above, StorageSource? below, bool isLive)
    {
        above.Backing = below;
        above.IsChainEnd = isLive && below is null;
    }

    /// <summary>An image of the chain as the XML has it; null where it does not list it.</summary>
    private static StorageSource? Named(StorageSource? source, LiveImage image)
    {
        while (source is not null && source.Path != image.File)
        {
            source = source.Backing;
        }

        return source;
    }

    /// <summary>An image that only QEMU knows.</summary>
    public static StorageSource SourceOf(LiveImage image, bool isLive = true) => new()
    {
        Index = isLive ? image.Index : 0,
        Type = image.File.StartsWith("/dev/", StringComparison.Ordinal) ? StorageType.Block : StorageType.File,
        Path = image.File,
        Format = StorageFormat.Names.TryParse(image.Driver, out StorageFormat format) ? format : StorageFormat.Raw,
    };
}
