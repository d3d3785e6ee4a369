using System.Globalization;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>
/// A unit of its own for a supervisor that was started out of a login (confinement.md 7.5, R20): the end of the login would end it too where systemd is told
/// so, and what a guest asks for when it reboots or crashes would wait for the next command. Nobody waits for systemd's answer: where it makes no unit, the
/// supervisor stays where it is.
/// </summary>
internal static class SupervisorUnit
{
    private const string Slice = "system-virshlite.slice";

    /// <summary>Asks for it where root starts guests out of a login, and systemd runs this host.</summary>
    public static void Ask(GuestRecord record, int supervisor)
    {
        if (!Environment.IsPrivilegedProcess || !Directory.Exists("/run/systemd/system") || !IsOfALogin(KernelFiles.Read("/proc/self/cgroup") ?? "")
            || ProgramPath.FindHelper("busctl") is not { } busctl)
        {
            return;
        }

        ProcessSpawner.Spawn(new SpawnRequest(busctl, Words(record.Name, record.Id, supervisor)) { NewSession = true, WorkingDirectory = "/" });
    }

    /// <summary>Whether a process of those control groups belongs to a user's login.</summary>
    /// <param name="groups">As in /proc/PID/cgroup: of version 2, else of systemd's own hierarchy.</param>
    internal static bool IsOfALogin(string groups) => groups.Split('\n').Select(l => l.Split(':', 3))
        .Any(f => f.Length == 3 && f[1] is "" or "name=systemd" && f[2].StartsWith("/user.slice/", StringComparison.Ordinal));

    /// <summary>busctl's words for a scope with that process in it, which ends after the guests have been asked to power off.</summary>
    internal static IReadOnlyList<string> Words(string guest, int id, int supervisor) =>
    [
        "--quiet", "call", "org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
        "StartTransientUnit", "ssa(sv)a(sa(sv))",
        Text($"virshlite-supervisor-{id}-{supervisor}.scope"), "fail", "5",
        "PIDs", "au", "1", Text($"{supervisor}"),
        "Slice", "s", Slice,
        "Description", "s", "Supervisor of the virtual machine " + guest,
        "CollectMode", "s", "inactive-or-failed",
        "Before", "as", "1", "virshlite-guests.service",
        "0",
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
