using System.Globalization;

namespace VirshLite.Runner.Hosts.Nodes;

/// <summary>What the host's CPUs did since its start, nanoseconds.</summary>
public sealed record NodeCpuTimes(ulong User, ulong System, ulong Idle, ulong IoWait)
{
    private const ulong NanosecondsPerTick = 10_000_000;

    /// <param name="cpu">Number of a CPU; null = all.</param>
    /// <returns>null where there is no such CPU.</returns>
    public static NodeCpuTimes? Read(int? cpu)
    {
        string name = cpu is { } number ? string.Create(CultureInfo.InvariantCulture, $"cpu{number} ") : "cpu ";
        string? line = File.ReadLines("/proc/stat").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        if (line is null)
        {
            return null;
        }

        ulong[] ticks = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(w => ulong.Parse(w, CultureInfo.InvariantCulture))];

        // programs with and without nice; the kernel with its interrupts
        return new NodeCpuTimes(Time(ticks[0] + ticks[1]), Time(ticks[2] + ticks[5] + ticks[6]), Time(ticks[3]), Time(ticks[4]));

        static ulong Time(ulong count) => count * NanosecondsPerTick;
    }
}
