using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace VirshLite.Runner.Native;

/// <summary>The service manager that started this process, told how it is (sd_notify(3)); nobody where there is none.</summary>
public sealed class ServiceManager
{
    private readonly string? socket = Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 1 } path && path[0] is '/' or '@' ? path : null;

    /// <summary>How often it wants to hear that all is well; null where it does not.</summary>
    public TimeSpan? WatchdogInterval { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong microseconds)
            && microseconds > 0
            && (Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid
                || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(microseconds / 2)
            : null;

    /// <summary>The guest runs; this process is the one whose exit code counts.</summary>
    public void Ready(string status) => Send($"READY=1\nMAINPID={Environment.ProcessId}\nSTATUS={status}");

    public void Status(string status) => Send("STATUS=" + status);

    /// <summary>It is busy with itself; <see cref="Ready"/> tells the end of that.</summary>
    public void Reloading(string status)
    {
        long microseconds = Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
        Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={microseconds}\nSTATUS={status}"));
    }

    public void Stopping(string status) => Send("STOPPING=1\nSTATUS=" + status);

    public void Alive() => Send("WATCHDOG=1");

    /// <summary>A manager that does not listen any more is not missed.</summary>
    private void Send(string text)
    {
        if (socket is not null)
        {
            UnixSockets.SendDatagram(socket, Encoding.UTF8.GetBytes(text.Replace('\r', ' ')));
        }
    }
}
