using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Starts QEMU itself (startup.md 5). QEMU is a child of the launcher until that ends and init's from then on, as with libvirt; nobody depends on being its
/// parent, since the supervisor watches it through a pidfd.
/// </summary>
internal static class QemuProcess
{
    private const uint Umask = 0x2; // 0002
    private const string Shell = "/bin/sh";

    /// <summary>A launcher that dies closes the pipe, and the gate ends. What a shell adds to the environment is not QEMU's.</summary>
    private const string GateScript = "read -r open && unset PWD OLDPWD SHLVL && exec \"$@\" </dev/null";

    /// <param name="plan">The start.</param>
    /// <param name="arguments">With the numbers of descriptors.</param>
    /// <param name="descriptors">And the descriptors.</param>
    /// <param name="log">Where its output goes.</param>
    /// <param name="owner">Who it runs as; null = the caller.</param>
    /// <param name="profile">The AppArmor profile that it enters; null = none.</param>
    /// <param name="label">The SELinux label that it gets; null = the caller's.</param>
    /// <param name="gate">It becomes QEMU only when a line comes through this pipe; null = at once. Its number is QEMU's all the while.</param>
    public static ProcessIdentity Start(
        LaunchPlan plan, IReadOnlyList<string> arguments, IReadOnlyList<HandedDescriptor> descriptors, FileDescriptor log, RunAs? owner,
            string? profile = null, string? label = null, FileDescriptor? gate = null)
    {
        IReadOnlyList<string> asUser = owner?.WordsFor(NeedsRawIo(plan.Domain) ? ["sys_rawio"] : []) ?? [];
        if (profile is not null && asUser.Count > 0)
        {
            asUser = ["--apparmor-profile", profile, .. asUser];
        }

        if (label is not null && asUser.Count > 0)
        {
            asUser = SelinuxGuard.Words(label, asUser);
        }

        (string program, IReadOnlyList<string> words) = PlanUsers.Command(asUser, plan.Binary, arguments);
        if (gate is not null)
        {
            (program, words) = (Shell, ["-c", GateScript, "virshlite-gate", program, .. words]);
        }

        if (owner is not null)
        {
            CallerTraits.Drop();
        }

        int pid = ProcessSpawner.Spawn(new SpawnRequest(program, words)
        {
            Environment = plan.Environment,
            Descriptors = descriptors,
            Inherited = [.. plan.Resources.OfType<CallersFd>().Select(c => c.Number).Distinct()],
            Input = gate,
            Output = log,
            NewSession = true,
            WorkingDirectory = "/",
            Umask = Umask,
            Limits = Limits(plan),
        });
        return ProcessIdentity.Of(pid) ?? new ProcessIdentity(pid, 0);
    }

    public static void WritePidFile(string path, ProcessIdentity process) =>
        Files.WriteAtomically(path, Encoding.ASCII.GetBytes(process.Pid.ToString(CultureInfo.InvariantCulture)), FileModes.PublicFile);

    /// <summary>SCSI commands that the kernel filters for everybody else.</summary>
    private static bool NeedsRawIo(Domain domain) =>
        domain.Disks.Exists(d => d.RawIo == true) || domain.Hostdevs.Exists(h => h.Source is ScsiHostdevSource { RawIo: true });

    private static List<ResourceLimitChange> Limits(LaunchPlan plan)
    {
        ConfinementSettings settings = plan.Paths.Settings.Confinement;
        var limits = new List<ResourceLimitChange> { new(Libc.RLIMIT_CORE, settings.MaxCoreBytes ?? ulong.MaxValue,
            Required: settings.MaxCoreBytes is not null) };
        if (plan.LockedMemoryBytes is { } locked)
        {
            limits.Add(new(Libc.RLIMIT_MEMLOCK, locked, Required: true));
        }

        if (settings.MaxFiles > 0)
        {
            limits.Add(new(Libc.RLIMIT_NOFILE, settings.MaxFiles + 1UL, Required: true));
        }

        if (settings.MaxProcesses > 0)
        {
            limits.Add(new(Libc.RLIMIT_NPROC, settings.MaxProcesses, Required: true));
        }

        return limits;
    }
}
