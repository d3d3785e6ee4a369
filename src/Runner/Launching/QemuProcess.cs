using System.Globalization;
using System.Text;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
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
        string program = plan.Binary;
        IReadOnlyList<string> words = arguments;
        if (owner is not null)
        {
            program = ProgramPath.FindHelper("setpriv") ?? throw new GuestException("Cannot find 'setpriv' (util-linux), which QEMU's user and group need");
            words = [.. owner.WordsForGuest, plan.Binary, .. arguments];
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

    private static List<ResourceLimitChange> Limits(LaunchPlan plan)
    {
        var limits = new List<ResourceLimitChange> { new(Libc.RLIMIT_CORE, ulong.MaxValue, Required: false) };
        if (plan.LockedMemoryBytes is { } locked)
        {
            limits.Add(new(Libc.RLIMIT_MEMLOCK, locked, Required: true));
        }

        return limits;
    }
}
