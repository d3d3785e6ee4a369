using System.Text.Json;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>What is being done with a running guest as a whole (guest-state.md 6.5): saves, migrations, backups.</summary>
public sealed class GuestJobs(StateHost host)
{
    /// <exception cref="GuestException">There is nothing to give up.</exception>
    public void Abort(string guest)
    {
        var backups = new GuestBackups(host);
        if (backups.IsUnderWay(guest))
        {
            backups.Abort(guest);
            return;
        }

        GuestRecord record = host.Guests.Get(guest);
        using QmpClient monitor = host.Guests.Connect(record);
        if (LiveMigration.IsActive(monitor.Execute("query-migrate")))
        {
            monitor.Execute("migrate_cancel");
            return;
        }

        // its disks are copied before its memory is sent: the command itself takes that back
        JobUnderWay.Note note = JobUnderWay.Of(host.Guests.Store, record.Name)
            ?? throw new GuestException("Requested operation is not valid: no job is active on the domain");
        note.Process.Signal(Libc.SIGINT);
    }

    /// <summary>How far the guest's job is; null where it has none.</summary>
    /// <exception cref="GuestException">The guest is off.</exception>
    public JobStatistics? Look(string guest)
    {
        GuestRecord record = host.Known.Get(guest).Active ?? throw new GuestException("Requested operation is not valid: domain is not running");
        host.BlockJobs.FinishConcluded(record.Name);
        using QmpClient monitor = host.Guests.Connect(record);
        if (new GuestBackups(host).Progress(record, monitor) is { } backup)
        {
            return backup;
        }

        JsonElement state = monitor.Execute("query-migrate");
        JobUnderWay.Note? note = JobUnderWay.Of(host.Guests.Store, record.Name);
        bool isActive = LiveMigration.IsActive(state);
        if (note is null && !isActive)
        {
            return null;
        }

        TimeSpan elapsed = note is not null ? DateTimeOffset.UtcNow - note.Began
            : TimeSpan.FromMilliseconds(state.TryGetProperty("total-time", out JsonElement time) ? time.GetInt64() : 0);
        return JobStatistics.OfMigration(note?.Operation ?? JobOperation.OutgoingMigration, elapsed, isActive ? state : default);
    }

    /// <summary>What the guest's last job came to; null: there was none since somebody asked.</summary>
    /// <param name="guest">It may be off.</param>
    /// <param name="keep">It can be asked for again.</param>
    public JobStatistics? Completed(string guest, bool keep) => new CompletedJobs(host.Guests.Store).Take(host.Known.Get(guest).Uuid, keep);

    /// <summary>A job has ended: what it came to is kept for as long as the guest is known.</summary>
    public void Keep(string guest, JobStatistics statistics)
    {
        if (host.Definitions.Named(guest) is { } definition)
        {
            new CompletedJobs(host.Guests.Store).Keep(definition.Uuid, statistics);
        }
    }
}
