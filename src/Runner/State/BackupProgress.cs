using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// How far a guest's backup is: what QEMU says of the disks that are under way, and what was noted of those that are through, which QEMU knows no longer.
/// </summary>
internal sealed class BackupProgress(GuestStore store, GuestRecord record)
{
    private readonly string file = store.DirectoryOf(record.Name) + "/backup.progress";

    /// <summary>A new one begins.</summary>
    public void Begin(BackupMode mode)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()} {mode}\n");
        Files.WriteAtomically(file, Encoding.ASCII.GetBytes(line), FileModes.OwnerFile);
    }

    /// <summary>A disk is through.</summary>
    /// <param name="job">QEMU's last word on its job.</param>
    public void Note(JsonElement job)
    {
        if (File.Exists(file))
        {
            (long processed, long total) = Of(job);
            string line = string.Create(CultureInfo.InvariantCulture, $"{processed} {total} {(job.TryGetProperty("error", out _) ? 0 : 1)}\n");
            Files.WriteAtomically(file, Encoding.ASCII.GetBytes(File.ReadAllText(file) + line), FileModes.OwnerFile);
        }
    }

    /// <summary>Of all its disks; null where no backup was begun.</summary>
    /// <param name="jobs">QEMU's jobs of the backup.</param>
    /// <param name="isOver">Whether it did what it was for is told too.</param>
    public JobStatistics? Look(IEnumerable<JsonElement> jobs, bool isOver)
    {
        string[] lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        if (lines.Length == 0 || lines[0].Split(' ') is not [var time, var kind] || !long.TryParse(time, CultureInfo.InvariantCulture, out long began))
        {
            return null;
        }

        (long processed, long total) = (0, 0);
        bool well = true;
        foreach (string[] words in lines.Skip(1).Select(l => l.Split(' ')))
        {
            processed += long.Parse(words[0], CultureInfo.InvariantCulture);
            total += long.Parse(words[1], CultureInfo.InvariantCulture);
            well &= words[2] == "1";
        }

        foreach (JsonElement job in jobs)
        {
            (long some, long all) = Of(job);
            processed += some;
            total += all;
        }

        TimeSpan elapsed = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(began);
        BackupMode mode = kind == nameof(BackupMode.Pull) ? BackupMode.Pull : BackupMode.Push;
        return JobStatistics.OfBackup(mode, elapsed, processed, total, isOver ? well : null);
    }

    /// <summary>It is over: what it came to is kept for whoever asks.</summary>
    public void End(string? error = null)
    {
        if (Look([], isOver: true) is { } statistics)
        {
            new CompletedJobs(store).Keep(record.Uuid, statistics with { Error = error });
            Files.Delete(file);
        }
    }

    /// <summary>It is given up, or never began.</summary>
    public void Forget() => Files.Delete(file);

    private static (long Processed, long Total) Of(JsonElement job) =>
        (job.GetProperty("current-progress").GetInt64(), job.GetProperty("total-progress").GetInt64());
}
