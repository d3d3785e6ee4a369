using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>
/// &lt;domainsnapshot&gt; (guest-state.md 3.1): a definition, or with <c>redefine</c> a snapshot that exists already, as in libvirt's metadata files.
/// </summary>
public static class SnapshotReader
{
    /// <param name="redefine">State, time, parent and domain in the text count; else they are read over, since they come from the guest.</param>
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static DomainSnapshot Read(string xml, bool redefine, ReadingOptions? options = null)
    {
        var context = new ReadingContext(options ?? new ReadingOptions { FileName = "snapshot XML" });
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "domainsnapshot")
        {
            throw root.Error($"unexpected root element <{root.Name}>, expecting <domainsnapshot>");
        }

        var snapshot = new DomainSnapshot
        {
            Name = root.ChildText("name") is { Length: > 0 } name ? name : null,
            Description = root.ChildText("description"),
        };
        if (redefine)
        {
            History(root, snapshot);
        }
        else
        {
            root.IgnoreChildren("state", "parent", "creationTime", "domain", "inactiveDomain", "cookie", "revertDisks", "active");
        }

        Memory(root, snapshot, redefine);
        Disks(root.Child("disks"), snapshot.Disks, redefine);
        root.Finish();
        return snapshot;
    }

    /// <summary>A saved guest's cookie that stands alone.</summary>
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static SaveCookie ReadCookie(string xml)
    {
        var context = new ReadingContext(new ReadingOptions { FileName = "cookie", IgnoreUnknown = true });
        return Cookie(new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context));
    }

    /// <summary>The cookie of a saved guest, wherever it stands.</summary>
    internal static SaveCookie Cookie(XmlCursor cursor) => new()
    {
        Cpu = cursor.Child("cpu") is { } cpu ? CpuReader.ReadAlone(cpu) : null,
        SlirpHelper = cursor.HasChild("slirpHelper"),
    };

    private static void History(XmlCursor root, DomainSnapshot snapshot)
    {
        if (snapshot.Name is null)
        {
            throw root.Error("a redefined snapshot must have a name");
        }

        XmlCursor time = root.Child("creationTime") ?? throw root.Error("missing creationTime from existing snapshot");
        snapshot.CreationTime = time.ContentLong();
        snapshot.Parent = root.Child("parent")?.ChildText("name");
        XmlCursor state = root.Child("state") ?? throw root.Error("missing state from existing snapshot");
        snapshot.State = SnapshotState.Names.TryParse(state.Content, out SnapshotState word) && word is not (SnapshotState.NoState or SnapshotState.Blocked)
            ? word
            : throw state.Error($"Invalid state '{state.Content}' in domain snapshot XML");
        if (root.Child("domain") is { } domain)
        {
            if (domain.Text("type") is null)
            {
                // written by very old versions: only who the guest was
                snapshot.DomainUuid = domain.Child("uuid") is { } uuid ? UuidText.Parse(uuid, uuid.Content) : throw domain.Error("missing domain in snapshot");
            }
            else
            {
                snapshot.Domain = DomainReader.Read(domain);
            }
        }

        snapshot.InactiveDomain = root.Child("inactiveDomain") is { } inactive ? DomainReader.Read(inactive) : null;
        snapshot.Cookie = root.Child("cookie") is { } cookie ? Cookie(cookie) : null;
        Disks(root.Child("revertDisks"), snapshot.RevertDisks, redefine: true);
        snapshot.IsCurrent = root.Child("active") is { } active && active.ContentLong() != 0;
    }

    private static void Memory(XmlCursor root, DomainSnapshot snapshot, bool redefine)
    {
        bool hasNone = snapshot.State is SnapshotState.Shutoff or SnapshotState.DiskSnapshot;
        if (root.Child("memory") is not { } memory)
        {
            if (redefine)
            {
                snapshot.Memory = hasNone ? SnapshotLocation.No : SnapshotLocation.Internal;
            }

            return;
        }

        snapshot.Memory = memory.Enum("snapshot", SnapshotLocation.Names);
        snapshot.MemoryFile = memory.NonEmpty("file");
        if (snapshot.Memory == SnapshotLocation.Manual)
        {
            throw memory.Error("unknown memory snapshot setting 'manual'");
        }

        snapshot.Memory ??= snapshot.MemoryFile is null ? SnapshotLocation.Internal : SnapshotLocation.External;
        if (snapshot.Memory != SnapshotLocation.External && snapshot.MemoryFile is { } file)
        {
            throw memory.Error($"memory filename '{file}' requires external snapshot");
        }

        if (snapshot.Memory == SnapshotLocation.External)
        {
            string path = snapshot.MemoryFile ?? throw memory.Error("external memory snapshots require a filename");
            if (!path.StartsWith('/'))
            {
                throw memory.Error($"memory snapshot file path ({path}) must be absolute");
            }
        }

        if (hasNone && snapshot.Memory != SnapshotLocation.No)
        {
            throw memory.Error("memory state cannot be saved with offline or disk-only snapshot");
        }
    }

    private static void Disks(XmlCursor? list, List<SnapshotDisk> disks, bool redefine)
    {
        foreach (XmlCursor cursor in list?.Children("disk") ?? [])
        {
            disks.Add(Disk(cursor, redefine));
        }
    }

    private static SnapshotDisk Disk(XmlCursor cursor, bool redefine)
    {
        var disk = new SnapshotDisk
        {
            Position = cursor.Position,
            Name = cursor.Text("name") ?? throw cursor.Error("missing name from disk snapshot element"),
            Location = cursor.Enum("snapshot", SnapshotLocation.Names),
            DeletionInProgress = redefine && cursor.HasChild("snapshotDeleteInProgress"),
        };
        StorageSource source = disk.Source;
        source.Position = cursor.Position;
        source.Type = cursor.Enum("type", StorageType.Names) ?? StorageType.File;
        if (source.Type is not (StorageType.File or StorageType.Block or StorageType.Network))
        {
            throw cursor.Unsupported($"unsupported disk snapshot type '{StorageType.Names[source.Type]}'");
        }

        if (cursor.Child("source") is { } element)
        {
            Source(element, source);
        }

        if (cursor.Child("driver") is { } driver)
        {
            source.Format = driver.Text("type") is not { } format
                ? null
                : StorageFormat.Names.TryParse(format, out StorageFormat known) ? known : throw driver.Unsupported($"unknown disk snapshot driver '{format}'");
            source.MetadataCacheMaxSize = StorageSourceReader.MetadataCache(driver);
        }

        if (disk.Location is null && (source.Path is not null || source.Format is not null))
        {
            disk.Location = SnapshotLocation.External;
        }

        if (source is { Type: StorageType.File or StorageType.Block, Path: { } path } && !path.StartsWith('/'))
        {
            throw cursor.Error($"disk snapshot image path '{path}' must be absolute");
        }

        return disk;
    }

    private static void Source(XmlCursor element, StorageSource source)
    {
        if (element.Element.Attribute("startupPolicy") is not null)
        {
            throw element.Error("the source of a snapshot's disk takes no startupPolicy");
        }

        if (source.Type == StorageType.Network)
        {
            if (element.Children("seclabel") is [var label, ..])
            {
                throw label.Error("a network source of a snapshot's disk takes no <seclabel>");
            }
        }
        else if (!element.HasAnything)
        {
            return;
        }

        StorageSourceReader.Read(element, source);
    }
}
