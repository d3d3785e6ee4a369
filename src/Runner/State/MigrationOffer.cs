using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>What the other host is told of a guest that is to come (guest-state.md 6.7).</summary>
internal sealed class MigrationOffer(Settings settings, MigrateOptions options)
{
    /// <summary>Disks whose contents move.</summary>
    public List<LiveDisk> Copied(GuestDisks disks)
    {
        if (options.Copy == StorageCopy.None)
        {
            return options.Disks.Count == 0 ? [] : throw new GuestException("invalid argument: disks to migrate need --copy-storage-all or --copy-storage-inc");
        }

        foreach (string target in options.Disks)
        {
            if (disks.Disks.All(d => d.Target != target))
            {
                throw new GuestException($"invalid argument: disk target {target} not found");
            }
        }

        if (options.ZeroDetectingDisks.FirstOrDefault(z => disks.Disks.All(d => d.Target != z)) is { } unknown)
        {
            throw new GuestException($"invalid argument: disk target {unknown} not found");
        }

        return [.. disks.Disks.Where(d => options.Disks.Count > 0 ? options.Disks.Contains(d.Target) : !d.Disk.ReadOnly && !d.Disk.Shareable)];
    }

    /// <summary>Bitmaps of those disks that move with them.</summary>
    public static IReadOnlyList<MigratedBitmaps> Bitmaps(GuestDisks disks, List<LiveDisk> copied) =>
        [.. copied.Select(d => MigratedBitmaps.Of(d.Target, d.Top.Node, disks.Nodes[d.Top.Node])).OfType<MigratedBitmaps>()];

    /// <param name="live">The guest's live XML.</param>
    public MigrationMessage Of(string live, bool isRunning, QmpClient monitor, KnownGuest known, GuestDisks disks, List<LiveDisk> copied)
    {
        string xml = Renamed(options.Definition is { } other ? Checked(live, other) : MigratableDomain.Of(live, settings));
        bool runs = isRunning && !options.Suspends;
        var image = SaveImage.Create(xml, GuestSaving.Cookie(live, monitor), runs, 0);
        byte[] bytes = image.ToBytes();
        (image.Header with { IsComplete = true }).ToBytes().CopyTo(bytes, 0);
        IReadOnlyList<MigratedBitmaps> bitmaps = Bitmaps(disks, copied);
        return new MigrationMessage
        {
            Phase = "offer",
            Guest = bytes,
            Definition = options.Persistent ? Renamed(options.PersistentDefinition ?? known.Definition?.Text() ?? xml) : null,
            Runs = runs,
            Capabilities = [.. options.Tuning.TargetCapabilities, .. bitmaps.Count > 0 ? [MigratedBitmaps.Capability] : Array.Empty<string>()],
            Connections = options.Tuning.Connections,
            Packed = options.Tuning.PackedStreams,
            Tls = options.Tls,
            Listen = options.Direct is { } direct ? new PortRequest(direct.ListenAddress, direct.Port, direct.DisksPort) : null,
            OnlyTopImages = options.Copy == StorageCopy.Incremental,
            Disks = [.. copied.Select(d => new OfferedDisk(d.Target, disks.Nodes[d.Top.Node]?.Capacity ?? 0, d.Top.Driver)
            {
                Bitmaps = bitmaps.FirstOrDefault(b => b.Target == d.Target)?.Names ?? [],
            })],
        };
    }

    /// <summary>Only the definition of a guest that is off.</summary>
    public MigrationMessage OfDefinition(string definition) =>
        new() { Phase = "offer", Offline = true, Definition = Renamed(options.PersistentDefinition ?? definition) };

    private string Checked(string live, Domain other)
    {
        Domain current = DomainReader.Read(MigratableDomain.Of(live, settings), new ReadingOptions { IgnoreUnknown = true });
        if (options.NewName is { } name)
        {
            current.Name = name;
            other.Name = name;
        }

        options.Complete(current);
        options.Complete(other);
        AbiCheck.Run(current, other);
        return MigratableDomain.Of(DomainWriter.Write(other), settings);
    }

    private string Renamed(string xml)
    {
        if (options.NewName is not { } name)
        {
            return xml;
        }

        Domain domain = DomainReader.Read(xml, new ReadingOptions { IgnoreUnknown = true });
        domain.Name = name;
        return DomainWriter.Write(domain);
    }
}
