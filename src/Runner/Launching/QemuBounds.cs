using VirshLite.Runner.Confinement;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Tuning;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>The unit and the control groups that stand around QEMU from its first moment (confinement.md).</summary>
/// <param name="owner">Who QEMU runs as; null is the caller.</param>
/// <param name="control">The groups that limit it; null where there are none to make.</param>
internal sealed class QemuBounds(LaunchPlan plan, CleanupJournal journal, ResourceControl? control, RunAs? owner, Action<string>? warn)
{
    /// <summary>
    /// Where a unit of its own is made around QEMU, or a group that limits it, that is done while its process still waits: nothing of QEMU ever runs outside.
    /// </summary>
    /// <param name="spawn">Starts a process that becomes QEMU when its gate opens; at once where it gets none.</param>
    public ProcessIdentity Around(Func<FileDescriptor?, ProcessIdentity> spawn)
    {
        bool hasScope = owner is not null && MachineScope.IsAvailable;
        var cookies = new CoreCookies(plan.Paths.Settings.Confinement.CoreScheduling);
        if (!hasScope && control is not { IsAskedFor: true } && !cookies.IsForProcess)
        {
            ProcessIdentity at = spawn(null);
            if (MachineScope.IsSystemds)
            {
                control?.LeaveToSystemd();
            }

            control?.Create(journal, warn);
            control?.Add(at);
            return at;
        }

        (FileDescriptor read, FileDescriptor write) = Files.Pipe();
        using (read)
        using (write)
        {
            ProcessIdentity qemu = spawn(read);
            if (hasScope)
            {
                IReadOnlyList<AllowedDevice> devices = AllowedDevices.Of(plan.Domain, plan.OpenedFiles, plan.Paths.Settings.Confinement, TrustedNodes.IsDevice);
                if (MachineScope.Create(plan, qemu.Pid, devices, out string reason) is { } scope)
                {
                    control?.MoveBelow(scope, qemu);
                }
                else
                {
                    control?.LeaveToSystemd();
                    warn?.Invoke(
                        $"QEMU stays in the caller's control group, and opens what devices its user may: systemd-machined makes no scope: {reason}");
                }
            }
            else if (MachineScope.IsSystemds)
            {
                control?.LeaveToSystemd();
            }

            control?.Create(journal, warn);
            control?.Add(qemu);
            cookies.Give(qemu, journal);
            Files.Write(write, "go\n"u8, "the gate");
            return qemu;
        }
    }
}
