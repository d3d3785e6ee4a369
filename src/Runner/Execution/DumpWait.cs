using System.Text.Json;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Execution;

/// <summary>Follows a dump of the guest's memory to its end (guest-state.md 2): <c>query-dump</c> tells how far it is, the event why it failed.</summary>
internal static class DumpWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(1);

    /// <exception cref="GuestException">QEMU could not write it, or the user interrupted.</exception>
    public static void Run(QmpClient monitor, Action<double>? progress, Func<bool>? isInterrupted)
    {
        while (true)
        {
            JsonElement answer = monitor.Execute("query-dump");
            switch (answer.GetProperty("status").GetString())
            {
                case "completed":
                    progress?.Invoke(1);
                    return;
                case "failed":
                    throw new GuestException("operation failed: memory-only dump failed" + (Reason(monitor) is { } why ? ": " + why : ""));
            }

            if (isInterrupted?.Invoke() == true)
            {
                throw new GuestException("operation aborted: interrupted");
            }

            if (answer.GetProperty("total").GetDouble() is > 0 and double total)
            {
                progress?.Invoke(Math.Clamp(answer.GetProperty("completed").GetDouble() / total, 0, 0.99));
            }

            Thread.Sleep(Pause);
        }
    }

    private static string? Reason(QmpClient monitor)
    {
        while (monitor.WaitForEvent(EventPatience) is { } happened)
        {
            if (happened.Name == "DUMP_COMPLETED")
            {
                return happened.Text("error");
            }
        }

        return null;
    }
}
