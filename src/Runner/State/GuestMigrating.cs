using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// Moves a running guest to another host (guest-state.md 6). Until the other side is told that all has moved, whatever fails leaves the guest running here and
/// nothing there.
/// From then on it is the other side's; if its answer gets lost, the guest here stays paused, since nobody must ever run it twice.
/// </summary>
public sealed class GuestMigrating(StateHost host)
{
    private const string Ready = "ready";
    private const string Done = "done";

    /// <exception cref="DomainException">The guest was not moved. It goes on here, or the message says why it is paused.</exception>
    public void Migrate(string guest, MigrateOptions options)
    {
        GuestRecord record = new GuestSaving(host.Guests).Running(guest);
        using QmpClient monitor = host.Guests.Connect(record);
        LiveMigration.RefuseBlocked(monitor);
        if (host.Guests.Store.HasJobs(record.Name))
        {
            throw new GuestException("Requested operation is not valid: domain has active block job");
        }

        KnownGuest known = host.Known.Get(record.Name);
        if (host.Known.KeptOf(known).SnapshotCount is > 0 and int count)
        {
            throw new GuestException($"Requested operation is not valid: cannot migrate domain with {count} snapshots");
        }

        GuestDisks disks = GuestDisks.Of(host.Guests, record, monitor);
        List<LiveDisk> copied = Copied(disks, options);
        if (!options.Unsafe)
        {
            SharedStorage.Check(disks.Domain.Disks.Where(d => copied.TrueForAll(c => c.Target != d.TargetDev)));
        }

        using var peer = new MigrationPeer(options.Destination, "migrate-receive");
        peer.Send(Offer(record, monitor, known, disks, copied, options));
        Expect(peer, Ready);
        string there = options.NewName ?? record.Name;
        using ConnectionRelay migration = Relay(record, options.Destination, there, MigrationSockets.Memory);
        using ConnectionRelay nbd = Relay(record, options.Destination, there, MigrationSockets.Disks);
        IReadOnlySet<string> supported = LiveMigration.Capabilities(monitor);
        PropertyBag former = LiveMigration.Parameters(monitor);
        var request = new MigrationRequest(migration.Path, nbd.Path)
        {
            Disks = [.. copied.Select(d => new MigratedDisk(d.Target, d.Device, d.Target))],
            OnlyTopImages = options.Copy == StorageCopy.Incremental,
            SynchronousWrites = options.SynchronousWrites,
            AutoConverge = options.AutoConverge,
            Compressed = options.Compressed,
            Bandwidth = options.Bandwidth > 0 ? options.Bandwidth << 20 : SavePlan.UnlimitedBandwidth,
            IsRunning = record.State == GuestState.Running,
            Live = options.Live,
        };
        monitor.Execute(LifecycleReactions.ExpectCommand, """{"stop":"migrating","resume":"migration canceled"}""");
        using (Stopper(record, options))
        {
            StateJob.Run(host.Guests, record, monitor, MigrationPlan.Steps(request, supported, former), options.Progress);
        }

        HandOver(peer, record, monitor, options, MigrationPlan.StayHere(request.IsRunning, supported, former));
        host.Guests.Destroy(record.Name, reason: "migrated");
        if (options.UndefinesSource && known.Definition is { } definition)
        {
            host.Definitions.Remove(definition);
        }
    }

    private static List<LiveDisk> Copied(GuestDisks disks, MigrateOptions options)
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

        return [.. disks.Disks.Where(d => options.Disks.Count > 0 ? options.Disks.Contains(d.Target) : !d.Disk.ReadOnly && !d.Disk.Shareable)];
    }

    private MigrationMessage Offer(GuestRecord record, QmpClient monitor, KnownGuest known, GuestDisks disks, List<LiveDisk> copied, MigrateOptions options)
    {
        string live = File.ReadAllText(host.Guests.Store.DomainXmlOf(record.Name));
        string xml = Renamed(options.Definition is { } other
            ? Checked(live, other, options) : MigratableDomain.Of(live, host.Guests.Store.Settings), options.NewName);
        bool runs = record.State == GuestState.Running && !options.Suspends;
        var image = SaveImage.Create(xml, GuestSaving.Cookie(live, monitor), runs, 0);
        byte[] bytes = image.ToBytes();
        (image.Header with { IsComplete = true }).ToBytes().CopyTo(bytes, 0);
        return new MigrationMessage
        {
            Phase = "offer",
            Guest = bytes,
            Definition = options.Persistent ? Renamed(known.Definition?.Text() ?? xml, options.NewName) : null,
            Runs = runs,
            Compressed = options.Compressed,
            OnlyTopImages = options.Copy == StorageCopy.Incremental,
            Disks = [.. copied.Select(d => new OfferedDisk(d.Target, disks.Nodes[d.Top.Node]?.Capacity ?? 0, d.Top.Driver))],
        };
    }

    private string Checked(string live, Domain other, MigrateOptions options)
    {
        Domain current = DomainReader.Read(MigratableDomain.Of(live, host.Guests.Store.Settings), new ReadingOptions { IgnoreUnknown = true });
        options.Complete(current);
        options.Complete(other);
        AbiCheck.Run(current, other);
        return MigratableDomain.Of(DomainWriter.Write(other), host.Guests.Store.Settings);
    }

    private static string Renamed(string xml, string? name)
    {
        if (name is null)
        {
            return xml;
        }

        Domain domain = DomainReader.Read(xml, new ReadingOptions { IgnoreUnknown = true });
        domain.Name = name;
        return DomainWriter.Write(domain);
    }

    private ConnectionRelay Relay(GuestRecord record, MigrationDestination destination, string there, string socket) => new(
        $"{record.DomainDirectory}/{socket}",
        PlanUsers.Of(host.Guests.Store.Settings).Qemu,
        connection => destination.Start(connection, "migrate-connect", there, socket));

    private Timer? Stopper(GuestRecord record, MigrateOptions options) => options.Timeout is not { } timeout ? null : new Timer(
        _ =>
        {
            try
            {
                host.Guests.Execute(record.Name, "stop");
            }
            catch (DomainException)
            {
                // it has moved, or ended
            }
        },
        null,
        timeout,
        Timeout.InfiniteTimeSpan);

    private static void Expect(MigrationPeer peer, string phase)
    {
        MigrationMessage answer = peer.Receive() ?? throw new GuestException("operation failed: the other host's virshlite does not answer");
        if (answer.Phase != phase)
        {
            throw new GuestException(answer.Error ?? $"operation failed: the other host says '{answer.Phase}' where '{phase}' was expected");
        }
    }

    /// <summary>All has moved and the guest stands still here: the other side is to run it.</summary>
    private void HandOver(MigrationPeer peer, GuestRecord record, QmpClient monitor, MigrateOptions options, IReadOnlyList<PlanStep> stayHere)
    {
        MigrationMessage? answer;
        try
        {
            peer.Send(new MigrationMessage { Phase = "moved" });
            answer = peer.Receive();
        }
        catch (Exception e) when (e is IOException or DomainException)
        {
            answer = null;
        }

        if (answer is { Phase: Done } || (answer is null && RunsThere(options.Destination, options.NewName ?? record.Name)))
        {
            return;
        }

        if (answer is { MayHaveRun: false })
        {
            StateJob.Run(host.Guests, record, monitor, stayHere);
            throw new GuestException(answer.Error ?? "operation failed: the other host gave the guest up");
        }

        throw new GuestException(
            $"operation failed: {answer?.Error ?? "the connection was lost as the guest was handed over"}; it stays paused here, since "
            + $"{options.Destination.Name} may have run it. "
            + $"Look there ('virshlite domstate {options.NewName ?? record.Name}'): if it runs, 'destroy' it here; if it never did, 'resume' it here");
    }

    private static bool RunsThere(MigrationDestination destination, string name)
    {
        try
        {
            using var question = new MigrationPeer(destination, "domstate", name);
            return question.Line() is "running" or "paused";
        }
        catch (GuestException)
        {
            return false;
        }
    }
}
