using System.Globalization;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>What a guest took of the host's CPUs, in nanoseconds: by its control group where it has one of its own, else by QEMU's process.</summary>
public sealed record GuestCpuTime(ulong Total, ulong User, ulong System)
{
    private const ulong NanosecondsPerTick = 10_000_000;

    /// <summary>null where the process is gone.</summary>
    public static GuestCpuTime? Of(ProcessIdentity qemu)
    {
        try
        {
            return OfGroup(qemu.Pid) ?? OfProcess(qemu.Pid);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static GuestCpuTime? OfGroup(int pid)
    {
        string? line = File.ReadLines($"/proc/{pid}/cgroup").FirstOrDefault(l => l.StartsWith("0::/", StringComparison.Ordinal));
        string[] parts = line?[4..].Split('/') ?? [];

        // only a group of the guest's own tells of it alone: virshlite/NAME or a scope of machined's
        int own = Array.FindIndex(parts, p => p == "virshlite") is >= 0 and var at && at + 1 < parts.Length ? at + 2
            : Array.FindIndex(parts, p => p.StartsWith("machine-qemu", StringComparison.Ordinal)) + 1;
        string file = $"/sys/fs/cgroup/{string.Join('/', parts.Take(own))}/cpu.stat";
        if (own == 0 || !File.Exists(file))
        {
            return null;
        }

        Dictionary<string, ulong> values = File.ReadLines(file).Select(l => l.Split(' ')).Where(w => w.Length == 2)
            .ToDictionary(w => w[0], w => ulong.Parse(w[1], CultureInfo.InvariantCulture) * 1000);
        return new GuestCpuTime(values.GetValueOrDefault("usage_usec"), values.GetValueOrDefault("user_usec"), values.GetValueOrDefault("system_usec"));
    }

    private static GuestCpuTime OfProcess(int pid)
    {
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        ulong user = ulong.Parse(fields[11], CultureInfo.InvariantCulture) * NanosecondsPerTick;
        ulong system = ulong.Parse(fields[12], CultureInfo.InvariantCulture) * NanosecondsPerTick;
        return new GuestCpuTime(user + system, user, system);
    }
}
