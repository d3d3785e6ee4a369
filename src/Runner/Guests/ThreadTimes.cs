using System.Globalization;

namespace VirshLite.Runner.Guests;

/// <summary>How long a thread ran and waited for a CPU, in nanoseconds, and on which CPU it ran last.</summary>
/// <param name="Cpu">Number of the host's CPU.</param>
/// <param name="RunTime">In the program and for it in the kernel, in steps of the kernel's clock ticks.</param>
/// <param name="WaitTime">Waiting, where the kernel counts it; else 0.</param>
/// <param name="Delay">Ready to run and not running.</param>
public sealed record ThreadTimes(int Cpu, ulong RunTime, ulong WaitTime, ulong Delay)
{
    private const ulong NanosecondsPerTick = 10_000_000;

    /// <summary>null where there is no such thread any more.</summary>
    public static ThreadTimes? Of(int process, int thread)
    {
        string directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task/{thread}/");
        try
        {
            string stat = File.ReadAllText(directory + "stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new ThreadTimes(int.Parse(fields[36], CultureInfo.InvariantCulture), (Number(fields[11]) + Number(fields[12])) * NanosecondsPerTick,
                Waited(directory), Delayed(directory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ulong Delayed(string directory)
    {
        string file = directory + "schedstat";
        return File.Exists(file) && File.ReadAllText(file).Split(' ') is [_, var delay, ..] ? Number(delay) : 0;
    }

    /// <summary>In milliseconds with six digits behind the point.</summary>
    private static ulong Waited(string directory)
    {
        string file = directory + "sched";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.Contains("wait_sum", StringComparison.Ordinal)) : null;
        return line is not null && decimal.TryParse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture, out decimal ms)
            ? (ulong)(ms * 1_000_000) : 0;
    }

    private static ulong Number(string text) => ulong.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
