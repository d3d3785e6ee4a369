using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Hooks;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Tuning;

namespace VirshLite.Runner.Undo;

/// <summary>What undoes one step of a start.</summary>
public enum CleanupKind
{
    /// <summary>Stop the process with this id and start time: SIGTERM, after 10 s SIGKILL.</summary>
    Process,

    /// <summary>The same for a process and all of its process group.</summary>
    ProcessGroup,

    /// <summary>Stop the process whose id stands in the file if it runs the named program, then remove the file.</summary>
    PidFile,

    /// <summary>Remove a file or socket.</summary>
    File,

    /// <summary>Remove a directory with all that is in it.</summary>
    Tree,

    /// <summary>Run a command; its failure does not matter.</summary>
    Command,

    /// <summary>Remove a control group and its parts; they hold no real files.</summary>
    ControlGroup,

    /// <summary>Give a file back to the user and group that had it, if it is still that file.</summary>
    Ownership,

    /// <summary>Give a file its former SELinux label back, if it is still that file.</summary>
    Label,

    /// <summary>Give a PCI device back to the host's driver that had it.</summary>
    PciDriver,

    /// <summary>Write a text into a file of the kernel's.</summary>
    KernelFile,

    /// <summary>Call the guest's hooks.</summary>
    Hook,

    /// <summary>Take away the packet rules of nft or iptables that bear a mark.</summary>
    PacketRules,

    /// <summary>Take away the network filter before a device and its binding, if they are still that guest's.</summary>
    Filter,

    /// <summary>Kill the processes of a start that was killed before it could note them: they hold a socket, or bear a mark in their environment.</summary>
    Orphans,
}

/// <summary>
/// One entry of a guest's <see cref="CleanupJournal"/>: plain data, so that whoever finds it (the launcher, the supervisor, or a later command after both
/// were killed) can carry it out. Never throws.
/// </summary>
public sealed record CleanupAction(CleanupKind Kind, IReadOnlyList<string> Words)
{
    /// <summary>The file and the four arguments; directories follow.</summary>
    private const int HookWords = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static CleanupAction Process(ProcessIdentity process) => new(CleanupKind.Process, WordsOf(process));

    public static CleanupAction ProcessGroup(ProcessIdentity process) => new(CleanupKind.ProcessGroup, WordsOf(process));

    public static CleanupAction PidFile(string path, string program) => new(CleanupKind.PidFile, [path, program]);

    public static CleanupAction File(string path) => new(CleanupKind.File, [path]);

    public static CleanupAction Tree(string path) => new(CleanupKind.Tree, [path]);

    public static CleanupAction ControlGroup(string path) => new(CleanupKind.ControlGroup, [path]);

    public static CleanupAction Command(string program, params IReadOnlyList<string> arguments) => new(CleanupKind.Command, [program, .. arguments]);

    public static CleanupAction Label(FileLabel label) => new(CleanupKind.Label, label.Words);

    public static CleanupAction Ownership(OwnershipGrant grant) => new(CleanupKind.Ownership, grant.Words);

    /// <param name="root">The directory that sysfs is below, empty on a real host.</param>
    /// <param name="address">As in sysfs.</param>
    /// <param name="given">The driver that serves the guest.</param>
    /// <param name="former">The driver before the start; empty where there was none.</param>
    public static CleanupAction PciDriver(string root, string address, string given, string former) =>
        new(CleanupKind.PciDriver, [root, address, given, former]);

    /// <summary>A word of <see cref="Hook"/> that stands for why the guest ended.</summary>
    public const string ReasonOfEnd = "@reason";

    /// <summary>Calls the guest's hooks; what they answer does not matter any more.</summary>
    /// <param name="xmlFile">What they read.</param>
    /// <param name="arguments">The four of a hook.</param>
    /// <param name="directories">Where the hooks are.</param>
    public static CleanupAction Hook(string xmlFile, IReadOnlyList<string> arguments, IReadOnlyList<string> directories) =>
        new(CleanupKind.Hook, [xmlFile, .. arguments, .. directories]);

    public static CleanupAction KernelFile(string path, string text) => new(CleanupKind.KernelFile, [path, text]);

    public static CleanupAction PacketRules(string program, string mark) => new(CleanupKind.PacketRules, [program, mark]);

    /// <param name="binding">The file that says whose the filter is.</param>
    /// <param name="device">The device that it stands before.</param>
    /// <param name="owner">The guest.</param>
    public static CleanupAction Filter(string binding, string device, Guid owner) => new(CleanupKind.Filter, [binding, device, owner.ToString("D")]);

    /// <param name="socket">Path of a Unix socket that the process has been handed; empty: none.</param>
    /// <param name="mark">A line of its environment; empty: none.</param>
    public static CleanupAction Orphans(string socket, string mark = "") => new(CleanupKind.Orphans, [socket, mark]);

    /// <summary>How many words an entry of that kind has at least.</summary>
    public static int WordsOf(CleanupKind kind) => kind switch
    {
        CleanupKind.Ownership or CleanupKind.Hook => 6,
        CleanupKind.PciDriver or CleanupKind.Label => 4,
        CleanupKind.Filter => 3,
        CleanupKind.Process or CleanupKind.ProcessGroup or CleanupKind.PidFile or CleanupKind.KernelFile or CleanupKind.PacketRules or CleanupKind.Orphans => 2,
        _ => 1,
    };

    /// <summary>The process that an entry names; null where it names none.</summary>
    internal ProcessIdentity? Identity =>
        Kind is CleanupKind.Process or CleanupKind.ProcessGroup && Words.Count >= 2
            && int.TryParse(Words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && ulong.TryParse(Words[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong ticks)
            ? new ProcessIdentity(pid, ticks)
            : null;

    /// <param name="reason">virsh's word for why the guest ended.</param>
    public void Run(string reason = "unknown")
    {
        try
        {
            switch (Kind)
            {
                case CleanupKind.Process when Identity is { } process:
                    Stop(process);
                    break;
                case CleanupKind.ProcessGroup when Identity is { } leader:
                    StopGroup(leader);
                    break;
                case CleanupKind.PidFile:
                    StopByPidFile(Words[0], Words[1]);
                    break;
                case CleanupKind.File:
                    Files.Delete(Words[0]);
                    break;
                case CleanupKind.Tree:
                    TrustedTree.Delete(Words[0]);
                    break;
                case CleanupKind.ControlGroup:
                    RemoveGroup(Words[0]);
                    break;
                case CleanupKind.Ownership:
                    OwnershipGrant.Parse(Words)?.TakeBack();
                    break;
                case CleanupKind.Label:
                    FileLabel.Parse(Words)?.TakeBack();
                    break;
                case CleanupKind.PciDriver:
                    PciDriverBinding.GiveBack(new DeviceHost(Words[0]), Words[1], Words[2], Words[3]);
                    break;
                case CleanupKind.KernelFile:
                    System.IO.File.WriteAllText(Words[0], Words[1]);
                    break;
                case CleanupKind.Hook:
                    new HookScripts([.. Words.Skip(HookWords)])
                        .Run("qemu", [.. Words.Skip(1).Take(HookWords - 1).Select(w => w == ReasonOfEnd ? reason : w)], System.IO.File.ReadAllText(Words[0]));
                    break;
                case CleanupKind.PacketRules:
                    Firewall.PacketRules.Remove(Words[0], Words[1]);
                    break;
                case CleanupKind.Filter:
                    Firewall.FilterBindings.Forget(Words[0], Words[1], Words[2]);
                    break;
                case CleanupKind.Orphans:
                    OrphanSearch.Kill(Words[0], Words[1]);
                    break;
                case CleanupKind.Command:
                    HostCommand.Run(Words[0], [.. Words.Skip(1)]);
                    break;
            }
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or NativeException or DomainException or FormatException or OverflowException or ArgumentException)
        {
            // teardown goes on with the next step, whatever happens (startup.md 11.3)
        }
    }

    private static string[] WordsOf(ProcessIdentity process) =>
        [process.Pid.ToString(CultureInfo.InvariantCulture), process.StartTicks.ToString(CultureInfo.InvariantCulture)];

    private static void Stop(ProcessIdentity process)
    {
        process.Stop(Patience);
        ChildProcesses.Collect(process.Pid);
    }

    private static void StopGroup(ProcessIdentity process)
    {
        if (process.IsAlive)
        {
            _ = Libc.kill(-process.Pid, Libc.SIGTERM);
        }

        Stop(process);
    }

    /// <summary>The kernel lets a group go when the last of its processes is reaped; that may take a moment.</summary>
    private static void RemoveGroup(string path)
    {
        foreach (string part in Directory.GetDirectories(path))
        {
            RemoveGroup(part);
        }

        for (int i = 0; i < 100 && Libc.rmdir(path) < 0 && Errno.Last == Errno.EBUSY; i++)
        {
            Thread.Sleep(10);
        }
    }

    private static void StopByPidFile(string path, string program)
    {
        if (NamedBy(path, program) is { } process)
        {
            Stop(process);
        }

        Files.Delete(path);
    }

    /// <summary>
    /// The process that a helper's own file names; null where that does not run the helper's program: the helper can write into it what it likes.
    /// </summary>
    internal static ProcessIdentity? NamedBy(string pidFile, string program) =>
        int.TryParse(KernelFiles.Read(pidFile, 16)?.Trim(), CultureInfo.InvariantCulture, out int pid)
            && ProcessIdentity.Of(pid) is { } process && RunsProgram(pid, program) ? process : null;

    private static bool RunsProgram(int pid, string program)
    {
        string[] words = System.IO.File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline")).Split('\0');
        return words.Any(w => Path.GetFileName(w).StartsWith(Path.GetFileName(program), StringComparison.Ordinal));
    }
}
