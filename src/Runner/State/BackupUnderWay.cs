using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.State;

/// <summary>What cannot be done beside a backup: QEMU holds the disks for it, so nothing is begun that would end half-way (guest-state.md 5.3).</summary>
internal static class BackupUnderWay
{
    /// <exception cref="GuestException">The guest has a backup, in the words that libvirt has for it once its patience is over.</exception>
    public static void Refuse(GuestOperations guests, GuestRecord record, QmpClient monitor)
    {
        if (!File.Exists(guests.Store.BackupFileOf(record.Name)))
        {
            return;
        }

        // one that is through is only waiting for somebody to look
        bool runs = monitor.Execute("query-jobs").EnumerateArray()
            .Any(j => j.GetProperty("id").GetString() is { } id && id.StartsWith("backup-", StringComparison.Ordinal)
                && j.GetProperty("status").GetString() != "concluded");
        if (runs)
        {
            throw new GuestException("Timed out during operation: cannot acquire state change lock (held by monitor=remoteDispatchDomainBackupBegin)");
        }
    }
}
