using System.Text.Json;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>
/// Follows a migration of QEMU's, which is also how guests are saved and restored, to its end (guest-state.md 1.4). QEMU is asked, not listened to: its events
/// would have to be turned on first, and progress is asked for anyway.
/// </summary>
internal sealed class MigrationWait(QmpClient monitor, WaitForMigration step)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    public Action<double>? Progress { get; init; }

    public Func<bool>? IsInterrupted { get; init; }

    /// <summary>Called at each look with QEMU's answer; what it throws ends the wait.</summary>
    public Action<JsonElement>? Look { get; init; }

    /// <exception cref="GuestException">The migration failed or was cancelled.</exception>
    public void Run()
    {
        TimeSpan pause = ShortestPause;
        while (true)
        {
            if (IsInterrupted?.Invoke() == true)
            {
                throw Cancelled();
            }

            JsonElement answer = monitor.Execute("query-migrate");
            string status = answer.TryGetProperty("status", out JsonElement word) ? word.GetString()! : "none";
            Look?.Invoke(answer);
            if (status == step.Until)
            {
                return;
            }

            switch (status)
            {
                case "completed":
                    Progress?.Invoke(1);
                    return;
                case "failed":
                    throw new GuestException(answer.TryGetProperty("error-desc", out JsonElement why)
                        ? $"operation failed: job '{step.Job}' failed: {why.GetString()}"
                        : $"operation failed: job '{step.Job}' unexpectedly failed");
                case "postcopy-paused":
                    throw new GuestException($"operation failed: job '{step.Job}' failed: post-copy was interrupted; the guest is paused");
                case "cancelled":
                    throw Cancelled();
            }

            Report(answer);
            Thread.Sleep(pause);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private GuestException Cancelled() => new($"operation aborted: job '{step.Job}' canceled by client");

    private void Report(JsonElement answer)
    {
        if (Progress is null || !answer.TryGetProperty("ram", out JsonElement ram))
        {
            return;
        }

        double total = ram.GetProperty("total").GetDouble();
        double remaining = ram.GetProperty("remaining").GetDouble();
        if (total > 0)
        {
            // the end is told once it is there
            Progress(Math.Clamp((total - remaining) / total, 0, 0.99));
        }
    }
}
