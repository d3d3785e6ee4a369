using System.Diagnostics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;
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
    internal const string Done = "done";

    /// <exception cref="DomainException">The guest was not moved. It goes on here, or the message says why it is paused.</exception>
    public void Migrate(string guest, MigrateOptions options)
    {
        options.Tuning.Check();
        if (options.Offline)
        {
            MoveDefinition(guest, options);
            return;
        }

        Settings settings = host.Guests.Store.Settings;
        var watch = Stopwatch.StartNew();
        GuestRecord record = new GuestSaving(host.Guests).Running(guest);
        KnownGuest known = host.Known.Get(record.Name);
        using QmpClient monitor = host.Guests.Connect(record, knows: LifecycleReactions.QueryDepartureCommand);
        Check(record, monitor, known, options);
        MigrationTls? tls = TlsOf(options, settings);
        long speed = options.Bandwidth is > 0 and { } wanted ? wanted : new MigrationLimits(host.Guests).Speed(record.Name);
        MigrationTuning tuning = options.Tuning with { Bandwidth = speed << 20 };
        using JobUnderWay note = JobUnderWay.Begin(host.Guests.Store, record.Name, JobOperation.OutgoingMigration);
        GuestDisks disks = GuestDisks.Of(host.Guests, record, monitor);
        var offer = new MigrationOffer(settings, options);
        List<LiveDisk> copied = offer.Copied(disks);
        if (!options.Unsafe)
        {
            new SharedStorage(settings).Check(disks.Domain.Disks.Where(d => copied.TrueForAll(c => c.Target != d.TargetDev)));
        }

        IReadOnlySet<string> supported = LiveMigration.Capabilities(monitor);
        MigrationTuning.CheckSupported(tuning.SourceCapabilities, supported);
        using var peer = new MigrationPeer(options.Destination, "migrate-receive");
        string live = File.ReadAllText(host.Guests.Store.DomainXmlOf(record.Name));
        MigrationMessage ready = Offer(peer, offer.Of(live, record.State == GuestState.Running, monitor, known, disks, copied), Ready);
        peer.KeepAlive();
        using var route = MigrationRoute.Open(ready, record, options, PlanUsers.Of(settings, record.Uuid));
        PropertyBag former = LiveMigration.Parameters(monitor);
        var request = new MigrationRequest(route.Memory, route.Storage)
        {
            Tls = tls,
            Disks = [.. copied.Select(d => new MigratedDisk(d.Target, d.Device, d.Target) { DetectsZeroes = options.ZeroDetectingDisks.Contains(d.Target) })],
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
        TimeSpan stopped = watch.Elapsed;
        using (new MigrationSwitch(host.Guests, record.Name, options))
        {
            try
            {
                StateJob.Run(host.Guests, record, monitor, Steps(), options.Progress, () => !switched && IsOver(peer, monitor, options));
            }
            catch (DomainException e) when (!switched)
            {
                bool hasSpoken = peer.HasSpoken;
                MigrationHandOver.NeverLeft(host.Guests, record);
                if (!hasSpoken)
                {
                    throw;
                }

                // it says why, or is gone: that is the cause
                throw new GuestException(Answer(peer)?.Error ?? "operation failed: the connection to the other host was lost; the guest goes on here", e);
            }
            catch (DomainException e) when (switched)
            {
                // the guest may run there already: only the other side knows
                failure = e;
            }
        }

        var handOver = new MigrationHandOver(peer, options, record.Name) { WasSwitched = switched, Failure = failure };
        handOver.Run(() => StateJob.Run(host.Guests, record, monitor,
            [MigrationHandOver.Stays, .. MigrationPlan.StayHere(request.IsRunning, supported, former)]));
        JobStatistics statistics = JobStatistics.OfMigration(
            JobOperation.OutgoingMigration, watch.Elapsed, monitor.Execute("query-migrate"), watch.Elapsed - stopped);
        host.Guests.Destroy(record.Name, reason: "migrated");
        if (options.UndefinesSource && known.Definition is { } definition)
        {
            host.Definitions.Remove(definition);
        }

        new GuestJobs(host).Keep(record.Name, statistics);

        IEnumerable<PlanStep> Steps()
        {
            foreach (PlanStep step in MigrationPlan.Steps(request, supported, former))
            {
                yield return step;
                if (step is WaitForMigration)
                {
                    stopped = watch.Elapsed;
                }
            }

            if (tuning.PostCopy)
            {
                // it may begin to run there before all has moved
                yield return MigrationHandOver.Note(options, record.Name);
                peer.Send(new MigrationMessage { Phase = "switching" });
                switched = true;
                yield return new ForgetUndo();
            }

            foreach (PlanStep step in MigrationPlan.Switch())
            {
                yield return step;
            }

            if (!tuning.PostCopy)
            {
                yield return MigrationHandOver.Note(options, record.Name);
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

    private static MigrationMessage Offer(MigrationPeer peer, MigrationMessage offer, string expected)
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

        return answer;
    }

    /// <summary>Nothing is to be waited for any more: the other side is gone or has given up, or the guest cannot write.</summary>
    private static bool IsOver(MigrationPeer peer, QmpClient monitor, MigrateOptions options) => peer.HasSpoken
        || (options.AbortsOnError && monitor.Execute("query-status").GetProperty("status").ValueEquals("io-error"));

    private static MigrationMessage? Answer(MigrationPeer peer)
    {
        try
        {
            return peer.Receive();
        }
        catch (DomainException)
        {
            return null;
        }
    }

    /// <summary>null: without TLS.</summary>
    private static MigrationTls? TlsOf(MigrateOptions options, Settings settings)
    {
        if (!options.Tls)
        {
            return settings.MigrateTlsForce
                ? throw new GuestException("unsupported configuration: this host allows migrations with TLS only (migrate_tls_force)") : null;
        }

        string name = options.TlsName ?? options.Direct?.Host ?? options.Destination.Host
            ?? throw new GuestException("invalid argument: the name in the other host's certificate is needed: --tls-destination");
        return new MigrationTls(settings.MigrateTlsCertDirectory, settings.MigrateTlsVerify) { PeerName = name };
    }
}
