using System.Text.Json;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>
/// Waits for a job of QEMU's (<c>query-jobs</c>) to get somewhere; QEMU keeps it until it is dismissed, so nothing is missed (guest-state.md 4.1).
/// </summary>
internal static class JobWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="GuestException">The job failed, is gone, or the user interrupted.</exception>
    public static void Run(QmpClient monitor, WaitForJob step, Func<bool>? isInterrupted)
    {
        while (true)
        {
            JsonElement job = Find(monitor, step.Id) ?? throw new GuestException($"internal error: QEMU no longer knows the job '{step.Id}'");
            string status = job.GetProperty("status").GetString()!;
            if (job.TryGetProperty("error", out JsonElement error))
            {
                throw new GuestException($"{step.Purpose ?? $"internal error: job '{step.Id}' failed"}: {error.GetString()}");
            }

            if (status == step.Status || status == "concluded")
            {
                return;
            }

            if (isInterrupted?.Invoke() == true)
            {
                throw new GuestException("operation aborted: interrupted");
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>null where QEMU has no such job.</summary>
    public static JsonElement? Find(QmpClient monitor, string id)
    {
        foreach (JsonElement job in monitor.Execute("query-jobs").EnumerateArray())
        {
            if (job.GetProperty("id").ValueEquals(id))
            {
                return job;
            }
        }

        return null;
    }
}
