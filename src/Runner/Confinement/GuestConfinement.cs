using System.Globalization;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Confinement;

/// <summary>How a running QEMU is fenced in, as the kernel says it, not as anybody meant it.</summary>
public sealed record GuestConfinement
{
    /// <summary>The effective user and group, by number and where it has one by name: <c>64055 (libvirt-qemu):64055</c>.</summary>
    public required string User { get; init; }

    /// <summary>Its other groups.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Sets that are not empty, as in /proc: <c>CapBnd 000001ffffffffff</c>; none.</summary>
    public required string Capabilities { get; init; }

    public required bool NoNewPrivileges { get; init; }

    /// <summary>A filter of system calls is in force.</summary>
    public required bool Seccomp { get; init; }

    /// <summary>The AppArmor profile and its mode; null = none.</summary>
    public required string? Profile { get; init; }

    /// <summary>Below /sys/fs/cgroup.</summary>
    public required string? ControlGroup { get; init; }

    /// <summary>The nodes of its own /dev; null: it has the host's.</summary>
    public required IReadOnlyList<string>? Devices { get; init; }

    /// <summary>null where the process is gone.</summary>
    public static GuestConfinement? Of(int pid)
    {
        if (KernelFiles.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"), 16384) is not { } text)
        {
            return null;
        }

        Dictionary<string, string> status = text.Split('\n').Select(l => l.Split(':', 2)).Where(p => p.Length == 2).DistinctBy(p => p[0])
            .ToDictionary(p => p[0], p => p[1].Trim());
        string uid = Word(status, "Uid", 1);
        string name = uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && Accounts.User(number) is { } account
            ? $" ({account.Name})" : "";
        string[] sets = [.. ((string[])["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]).Where(s => status.GetValueOrDefault(s, "").Trim('0').Length > 0)
            .Select(s => $"{s} {status[s]}")];
        return new()
        {
            User = $"{uid}{name}:{Word(status, "Gid", 1)}",
            Groups = status.GetValueOrDefault("Groups", "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Capabilities = sets.Length == 0 ? "none" : string.Join(", ", sets),
            NoNewPrivileges = status.GetValueOrDefault("NoNewPrivs") == "1",
            Seccomp = status.GetValueOrDefault("Seccomp", "0") != "0",
            Profile = AppArmorGuard.Of(pid),
            ControlGroup = MachineScope.GroupOf(pid),
            Devices = ProcessIdentity.Of(pid) is { } process ? PrivateDev.NodesOf(process) : null,
        };
    }

    private static string Word(Dictionary<string, string> status, string key, int index) =>
        status.GetValueOrDefault(key, "").Split('\t', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(index) ?? "";
}
