using System.Text.Json;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>How far block jobs are (guest-state.md 4.5): what QEMU says of those that something is known of here.</summary>
internal static class BlockJobLook
{
    /// <summary>The disk's job; null where it has none.</summary>
    public static BlockJobProgress? Of(GuestStore store, GuestRecord record, QmpClient monitor, string target)
    {
        foreach (JsonElement job in monitor.Execute("query-jobs").EnumerateArray())
        {
            string id = job.GetProperty("id").GetString()!;
            if (BlockJobFiles.Read(store, record.Name, id) is { } known && known.Disk == target)
            {
                return Progress(store, record, monitor, id);
            }
        }

        return null;
    }

    /// <summary>null where QEMU knows the job no longer, or nothing is known of it here.</summary>
    public static BlockJobProgress? Progress(GuestStore store, GuestRecord record, QmpClient monitor, string id)
    {
        if (JobWait.Find(monitor, id) is not { } job || BlockJobFiles.Read(store, record.Name, id) is not { } known)
        {
            return null;
        }

        string status = job.GetProperty("status").GetString()!;
        ulong speed = 0;
        foreach (JsonElement block in monitor.Execute("query-block-jobs").EnumerateArray())
        {
            if (block.GetProperty("device").ValueEquals(id))
            {
                speed = block.GetProperty("speed").GetUInt64();
            }
        }

        bool isReady = status == "ready";
        ulong total = job.GetProperty("total-progress").GetUInt64();
        ulong done = job.GetProperty("current-progress").GetUInt64();

        // there was nothing to do: all of it is done (measured)
        return isReady && total == 0 ? new(id, known.Kind, status, 1, 1, speed) { IsReady = true }
            : new(id, known.Kind, status, done, total, speed) { IsReady = isReady };
    }
}
