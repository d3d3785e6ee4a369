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
        options.Tuning.Check();
        if (options.Offline)
        {
            MoveDefinition(guest, options);
            return;
        }

        GuestRecord record = new GuestSaving(host.Guests).Running(guest);
        KnownGuest known = host.Known.Get(record.Name);
        using QmpClient monitor = host.Guests.Connect(record);
        Check(record, monitor, known, options);
        long speed = options.Bandwidth is > 0 and { } wanted ? wanted : new MigrationLimits(host.Guests).Speed(record.Name);
        MigrationTuning tuning = options.Tuning with { Bandwidth = speed << 20 };
        using JobUnderWay note = JobUnderWay.Begin(host.Guests.Store, record.Name, "Outgoing migration");
        GuestDisks disks = GuestDisks.Of(host.Guests, record, monitor);
        var offer = new MigrationOffer(host.Guests.Store.Settings, options);
        List<LiveDisk> copied = offer.Copied(disks);
        if (!options.Unsafe)
        {
            SharedStorage.Check(disks.Domain.Disks.Where(d => copied.TrueForAll(c => c.Target != d.TargetDev)));
        }

        IReadOnlySet<string> supported = LiveMigration.Capabilities(monitor);
        MigrationTuning.CheckSupported(tuning.SourceCapabilities, supported);
        using var peer = new MigrationPeer(options.Destination, "migrate-receive");
        string live = File.ReadAllText(host.Guests.Store.DomainXmlOf(record.Name));
        Offer(peer, offer.Of(live, record.State == GuestState.Running, monitor, known, disks, copied), Ready);
        peer.KeepAlive();
        string there = options.NewName ?? record.Name;
        using ConnectionRelay migration = Relay(record, options.Destination, there, MigrationSockets.Memory);
        using ConnectionRelay nbd = Relay(record, options.Destination, there, MigrationSockets.Disks);
        PropertyBag former = LiveMigration.Parameters(monitor);
        var request = new MigrationRequest(migration.Path, nbd.Path)
        {
            Disks = [.. copied.Select(d => new MigratedDisk(d.Target, d.Device, d.Target))],
            OnlyTopImages = options.Copy == StorageCopy.Incremental,
            SynchronousWrites = options.SynchronousWrites,
            Tuning = tuning,
            Bitmaps = MigrationOffer.Bitmaps(disks, copied),
            IsRunning = record.State == GuestState.Running,
            Live = options.Live,
        };
        monitor.Execute(LifecycleReactions.ExpectCommand, """{"stop":"migrating","resume":"migration canceled"}""");
        DomainException? failure = null;
        bool switched = false;
        using (new MigrationSwitch(host.Guests, record.Name, options))
        {
            try
            {
                StateJob.Run(host.Guests, record, monitor, Steps(), options.Progress);
            }
            catch (DomainException e) when (switched)
            {
                // the guest may run there already: only the other side knows
                failure = e;
            }
        }

        HandOver(peer, record, monitor, options, switched, failure, MigrationPlan.StayHere(request.IsRunning, supported, former));
        host.Guests.Destroy(record.Name, reason: "migrated");
        if (options.UndefinesSource && known.Definition is { } definition)
        {
            host.Definitions.Remove(definition);
        }

        IEnumerable<PlanStep> Steps()
        {
            foreach (PlanStep step in MigrationPlan.Steps(request, supported, former))
            {
                yield return step;
            }

            if (tuning.PostCopy)
            {
                // it may begin to run there before all has moved
                peer.Send(new MigrationMessage { Phase = "switching" });
                switched = true;
                yield return new ForgetUndo();
            }

            foreach (PlanStep step in MigrationPlan.Switch())
            {
                yield return step;
            }
        }
    }

    private void Check(GuestRecord record, QmpClient monitor, KnownGuest known, MigrateOptions options)
    {
        LiveMigration.RefuseBlocked(monitor);
        if (host.Guests.Store.HasJobs(record.Name))
        {
            throw new GuestException("Requested operation is not valid: domain has active block job");
        }

        if (options.Tuning.PostCopy && (!options.Live || record.State != GuestState.Running))
        {
            throw new GuestException("argument unsupported: post-copy migration is not supported with non-live or paused migration");
        }

        if (host.Known.KeptOf(known).SnapshotCount is > 0 and int count)
        {
            throw new GuestException($"Requested operation is not valid: cannot migrate domain with {count} snapshots");
        }
    }

    /// <summary>The guest is off: nothing but its definition goes.</summary>
    private void MoveDefinition(string guest, MigrateOptions options)
    {
        KnownGuest known = host.Known.Get(guest);
        GuestDefinition definition = known.Definition ?? throw new GuestException("Requested operation is not valid: cannot migrate transient guest offline");
        if (!options.Persistent)
        {
            throw new GuestException("Requested operation is not valid: offline migration must be specified with the persistent flag set");
        }

        if (known.Active is not null)
        {
            throw new GuestException("Requested operation is not valid: domain is already active");
        }

        if (options.Copy != StorageCopy.None)
        {
            throw new GuestException("Requested operation is not valid: offline migration cannot handle non-shared storage");
        }

        using var peer = new MigrationPeer(options.Destination, "migrate-receive");
        Offer(peer, new MigrationOffer(host.Guests.Store.Settings, options).OfDefinition(definition.Text()), Done);
        if (options.UndefinesSource)
        {
            host.Definitions.Remove(definition);
        }
    }

    private ConnectionRelay Relay(GuestRecord record, MigrationDestination destination, string there, string socket) => new(
        $"{record.DomainDirectory}/{socket}",
        PlanUsers.Of(host.Guests.Store.Settings, record.Uuid).Qemu,
        connection => destination.Start(connection, "migrate-connect", there, socket));

    private static void Offer(MigrationPeer peer, MigrationMessage offer, string expected)
    {
        MigrationMessage? answer;
        try
        {
            peer.Send(offer);
            answer = peer.Receive();
        }
        catch (IOException)
        {
            answer = null;
        }

        if (answer is null)
        {
            throw new GuestException("operation failed: the other host's virshlite does not answer");
        }

        if (answer.Phase != expected)
        {
            throw new GuestException(answer.Error ?? $"operation failed: the other host says '{answer.Phase}' where '{expected}' was expected");
        }
    }

    /// <summary>All has moved and the guest stands still here: the other side is to run it.</summary>
    private void HandOver(MigrationPeer peer, GuestRecord record, QmpClient monitor, MigrateOptions options, bool switched, DomainException? failure,
        IReadOnlyList<PlanStep> stayHere)
    {
        MigrationMessage? answer;
        try
        {
            if (!switched)
            {
                peer.Send(new MigrationMessage { Phase = "moved" });
            }

            answer = peer.Receive();
        }
        catch (Exception e) when (e is IOException or DomainException)
        {
            answer = null;
        }

        if (answer is { Phase: Done } || (answer is null && failure is null && RunsThere(options.Destination, options.NewName ?? record.Name)))
        {
            return;
        }

        string? why = failure?.Message ?? answer?.Error;
        if (answer is { MayHaveRun: false })
        {
            StateJob.Run(host.Guests, record, monitor, stayHere);
            throw new GuestException(why ?? "operation failed: the other host gave the guest up");
        }

        throw new GuestException(
            $"operation failed: {why ?? "the connection was lost as the guest was handed over"}; it stays paused here, since "
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
