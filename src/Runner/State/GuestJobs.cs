using System.Globalization;
using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.State;

/// <summary>What is being done with a running guest as a whole (guest-state.md 6.5): saves, migrations, backups.</summary>
public sealed class GuestJobs(StateHost host)
{
    private static readonly string[] Units = ["B  ", "KiB", "MiB", "GiB", "TiB"];

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

    /// <summary>Label and value a line, as virsh shows them.</summary>
    public IReadOnlyList<(string Label, string Value)> Look(string guest)
    {
        host.BlockJobs.FinishConcluded(guest);
        if (new GuestBackups(host).IsUnderWay(guest))
        {
            return [("Job type", "Unbounded"), ("Operation", "Backup")];
        }

        GuestRecord record = host.Guests.Get(guest);
        using QmpClient monitor = host.Guests.Connect(record);
        JsonElement state = monitor.Execute("query-migrate");
        JobUnderWay.Note? note = JobUnderWay.Of(host.Guests.Store, record.Name);
        bool isActive = LiveMigration.IsActive(state);
        if (note is null && !isActive)
        {
            return [("Job type", "None")];
        }

        var lines = new List<(string, string)> { ("Job type", "Unbounded"), ("Operation", note?.Operation ?? "Outgoing migration") };
        long elapsed = note is not null ? (long)(DateTimeOffset.UtcNow - note.Began).TotalMilliseconds
            : state.TryGetProperty("total-time", out JsonElement time) ? time.GetInt64() : 0;
        lines.Add(("Time elapsed", $"{elapsed.ToString(CultureInfo.InvariantCulture),-12} ms"));
        if (!isActive)
        {
            return lines;
        }

        if (state.TryGetProperty("ram", out JsonElement ram))
        {
            foreach (string kind in (string[])["Data", "Memory"])
            {
                lines.Add(($"{kind} processed", Size(ram.GetProperty("transferred").GetDouble())));
                lines.Add(($"{kind} remaining", Size(ram.GetProperty("remaining").GetDouble())));
                lines.Add(($"{kind} total", Size(ram.GetProperty("total").GetDouble())));
            }

            lines.Add(("Constant pages", ram.GetProperty("duplicate").GetInt64().ToString(CultureInfo.InvariantCulture)));
            lines.Add(("Normal pages", ram.GetProperty("normal").GetInt64().ToString(CultureInfo.InvariantCulture)));
            lines.Add(("Normal data", Size(ram.GetProperty("normal-bytes").GetDouble())));
        }

        return lines;
    }

    private static string Size(double bytes)
    {
        int unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.000} {Units[unit].Trim()}");
    }
}
