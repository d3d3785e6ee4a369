using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// What cannot be done beside a backup or a job of a disk: QEMU holds the images for it, so nothing is begun that would end half-way (guest-state.md 1.8, 3.2).
/// </summary>
internal static class ActiveJobs
{
    /// <exception cref="GuestException">The guest has a backup, in the words that libvirt has for it once its patience is over.</exception>
    public static void RefuseBackup(GuestOperations guests, GuestRecord record, QmpClient monitor)
    {
        // one that is through is only waiting for somebody to look
        if (File.Exists(guests.Store.BackupFileOf(record.Name)) && Of(monitor).Any(id => id.StartsWith("backup-", StringComparison.Ordinal)))
        {
            throw new GuestException("Timed out during operation: cannot acquire state change lock (held by monitor=remoteDispatchDomainBackupBegin)");
        }
    }

    /// <exception cref="GuestException">A disk of the guest has a job, or the guest a backup.</exception>
    public static void RefuseAny(GuestOperations guests, GuestRecord record, QmpClient monitor)
    {
        RefuseBackup(guests, record, monitor);
        if (Of(monitor).Any(id => BlockJobFiles.Read(guests.Store, record.Name, id) is not null))
        {
            throw new GuestException("Requested operation is not valid: domain has active block job");
        }
    }

    /// <exception cref="GuestException">A disk that a snapshot puts an image on, or keeps one in, has a job.</exception>
    public static void RefuseOn(IEnumerable<string> targets, GuestOperations guests, GuestRecord record, QmpClient monitor)
    {
        HashSet<string> busy = [.. Of(monitor).Select(id => BlockJobFiles.Read(guests.Store, record.Name, id)?.Disk).OfType<string>()];
        if (targets.FirstOrDefault(busy.Contains) is { } target)
        {
            throw new GuestException($"block copy still active: disk '{target}' already in active block job");
        }
    }

    private static IEnumerable<string> Of(QmpClient monitor) => [.. monitor.Execute("query-jobs").EnumerateArray()
        .Where(j => j.GetProperty("status").GetString() != "concluded").Select(j => j.GetProperty("id").GetString()!)];
}
