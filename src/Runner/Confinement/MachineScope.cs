using System.Globalization;
using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// A unit of its own for a guest: systemd-machined makes machine-….scope in machine.slice and moves QEMU into it, so that it lives in nobody's login session,
/// opens no device but those named, and is seen by machinectl (confinement.md 7.5). It goes when QEMU goes.
/// </summary>
internal static class MachineScope
{
    private const string Busctl = "busctl";
    private const int LongestName = 64;

    /// <summary>This host runs systemd with machined.</summary>
    public static bool IsAvailable => IsSystemds && ProgramPath.FindHelper(Busctl) is not null;

    /// <summary>This host's control groups are systemd's.</summary>
    public static bool IsSystemds => Directory.Exists("/run/systemd/system");

    /// <summary>Makes the scope around a process.</summary>
    /// <param name="plan">The start.</param>
    /// <param name="pid">QEMU, or what becomes QEMU.</param>
    /// <param name="devices">The nodes it may open.</param>
    /// <returns>The scope's directory below /sys/fs/cgroup; null where it could not be made, and why in <paramref name="reason"/>.</returns>
    public static string? Create(LaunchPlan plan, int pid, IReadOnlyList<AllowedDevice> devices, out string reason)
    {
        CommandResult result;
        try
        {
            result = HostCommand.Run(Busctl, Words(plan, pid, devices));
        }
        catch (NativeException e)
        {
            reason = e.Message;
            return null;
        }

        reason = result.LastWords;
        return result.Success ? GroupOf(pid) : null;
    }

    /// <summary>The running guest may open another device; nothing happens where it has no scope, and for what is no device.</summary>
    /// <param name="pid">QEMU's.</param>
    /// <param name="path">A path of the host.</param>
    /// <param name="access">Letters of r and w, among others.</param>
    /// <exception cref="GuestException">systemd refuses.</exception>
    public static void Allow(int pid, string path, string access)
    {
        if (GroupOf(pid) is not { } group || !IsAvailable || AllowedDevices.SpecifierOf(path, TrustedNodes.IsDevice) is not { } device
            || group.Split('/').FirstOrDefault(p => p.StartsWith("machine-", StringComparison.Ordinal) && p.EndsWith(".scope", StringComparison.Ordinal))
            is not { } scope)
        {
            return;
        }

        HostCommand.Run(Busctl, "--quiet", "call", "org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
            "SetUnitProperties", "sba(sv)", scope, "true", "1", "DeviceAllow", "a(ss)", "1", device, access.Contains('w', StringComparison.Ordinal) ? "rw" : "r")
            .Check($"cannot let QEMU open '{path}'");
    }

    /// <summary>The directory of the unit that was made around a guest; null where it is in none of ours.</summary>
    public static string? UnitOf(int pid) =>
        GroupOf(pid) is { } group && group.IndexOf(".scope", StringComparison.Ordinal) is > 0 and var end
            && group[..end].Contains("/machine-virshlite", StringComparison.Ordinal) ? group[..(end + ".scope".Length)] : null;

    /// <summary>The control group that a process is in, below /sys/fs/cgroup; null where that cannot be told.</summary>
    public static string? GroupOf(int pid)
    {
        string? unified = KernelFiles.Read($"/proc/{pid}/cgroup", 4096)?.Split('\n').FirstOrDefault(l => l.StartsWith("0::/", StringComparison.Ordinal));
        return unified is null ? null : "/sys/fs/cgroup" + unified[3..];
    }

    /// <summary><c>virshlite-ID-NAME</c>, as far as names of machines allow.</summary>
    internal static string NameOf(GuestPathsName guest)
    {
        var name = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"virshlite-{guest.Id}-"));
        foreach (char c in guest.Name)
        {
            bool isDoubled = c is '.' or '-' && name[^1] is '.' or '-';
            if (name.Length < LongestName && (char.IsAsciiLetterOrDigit(c) || (c is '.' or '-' && !isDoubled)))
            {
                name.Append(c);
            }
        }

        return name.ToString().TrimEnd('-', '.');
    }

    private static List<string> Words(LaunchPlan plan, int pid, IReadOnlyList<AllowedDevice> devices)
    {
        ConfinementSettings confinement = plan.Paths.Settings.Confinement;
        uint maxThreads = confinement.MaxThreads;
        List<string> words =
        [
            "--quiet", "call", "org.freedesktop.machine1", "/org/freedesktop/machine1", "org.freedesktop.machine1.Manager", "CreateMachine", "sayssusa(sv)",
            NameOf(new(plan.Paths.Id, plan.Domain.Name)), "16",
            .. (plan.Domain.Uuid ?? Guid.Empty).ToByteArray(bigEndian: true).Select(b => b.ToString(CultureInfo.InvariantCulture)),
            "virshlite", "vm", Text(pid), "",
            maxThreads > 0 ? "6" : "5",
            "Slice", "s", "machine.slice",
            // as the host goes down, the guests' service has its time before the scope is ended
            "Before", "as", "1", "virshlite-guests.service",
            "Description", "s", "Virtual machine " + plan.Domain.Name,
            "DevicePolicy", "s", confinement.CgroupControllers?.Contains("devices") == false ? "auto" : "closed",
            "DeviceAllow", "a(ss)", Text(devices.Count), .. devices.SelectMany(d => (string[])[d.Path, d.Access]),
        ];
        if (maxThreads > 0)
        {
            words.AddRange(["TasksMax", "t", maxThreads.ToString(CultureInfo.InvariantCulture)]);
        }

        return words;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the name of a guest's machine is made from.</summary>
internal readonly record struct GuestPathsName(int Id, string Name);
