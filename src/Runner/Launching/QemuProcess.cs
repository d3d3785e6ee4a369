using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Starts QEMU itself (startup.md 5). QEMU is a child of the launcher until that ends and init's from then on, as with libvirt; nobody depends on being its parent, since the
/// supervisor watches it through a pidfd.
/// </summary>
internal static class QemuProcess
{
    private const uint Umask = 0x2; // 0002

    public static ProcessIdentity Start(LaunchPlan plan, IReadOnlyList<string> arguments, IReadOnlyList<HandedDescriptor> descriptors, FileDescriptor log, RunAs? owner)
    {
        IReadOnlyList<string> asUser = owner?.WordsFor(NeedsRawIo(plan.Domain) ? ["sys_rawio"] : []) ?? [];
        (string program, IReadOnlyList<string> words) = PlanUsers.Command(asUser, plan.Binary, arguments);
        if (owner is not null)
        {
            CallerTraits.Drop();
        }

        int pid = ProcessSpawner.Spawn(new SpawnRequest(program, words)
        {
            Environment = plan.Environment,
            Descriptors = descriptors,
            Inherited = [.. plan.Resources.OfType<CallersFd>().Select(c => c.Number).Distinct()],
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
    private static bool NeedsRawIo(Domain domain) => domain.Disks.Exists(d => d.RawIo == true) || domain.Hostdevs.Exists(h => h.Source is ScsiHostdevSource { RawIo: true });

    private static List<ResourceLimitChange> Limits(LaunchPlan plan)
    {
        ConfinementSettings settings = plan.Paths.Settings.Confinement;
        var limits = new List<ResourceLimitChange> { new(Libc.RLIMIT_CORE, settings.MaxCoreBytes ?? ulong.MaxValue, Required: settings.MaxCoreBytes is not null) };
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
