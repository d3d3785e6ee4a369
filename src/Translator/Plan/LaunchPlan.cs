using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Plan;

/// <summary>
/// Everything needed to start one guest, as plain data: what QEMU is called with, what is opened, made and started for it before, what it is told over QMP
/// before it runs. Only the launcher carries a plan out; everything else renders it.
/// </summary>
public sealed class LaunchPlan
{
    /// <summary>The completed domain after start-time preparation (aliases, ports, resolved networks).</summary>
    public required Domain Domain { get; init; }

    public required GuestPaths Paths { get; init; }

    /// <summary>Absolute path of the QEMU binary.</summary>
    public required string Binary { get; init; }

    /// <summary>JSON or key=value, as this QEMU takes them.</summary>
    public required SyntaxSupport Syntax { get; init; }

    /// <summary>QEMU's whole environment, in order; a name stands once.</summary>
    public List<KeyValuePair<string, string>> Environment { get; } = [];

    public List<PlanArgument> Arguments { get; } = [];

    /// <summary>Descriptors in the order of their first use.</summary>
    public List<PlanResource> Resources { get; } = [];

    public List<PlannedDirectory> Directories { get; } = [];

    public List<PlannedFile> Files { get; } = [];

    public List<PlannedHelper> Helpers { get; } = [];

    /// <summary>Devices of the host that are got ready before helpers and QEMU start and given back after the guest's end, in this order.</summary>
    public List<PlannedHostDevice> HostDevices { get; } = [];

    /// <summary>Device nodes and programs that must be usable for the start to succeed; checked before anything is made.</summary>
    public List<HostRequirement> Requirements { get; } = [];

    /// <summary>What is done between the handshake and <c>cont</c>, in order (startup.md 8): mostly QMP commands.</summary>
    public List<PlanStep> StepsBeforeRunning { get; } = [];

    /// <summary>What QEMU opens by path itself and so must be able to reach (confinement.md 3.2); filled in for a real start only.</summary>
    public List<GuestResource> OpenedFiles { get; } = [];

    /// <summary>RLIMIT_MEMLOCK of QEMU in bytes (<see cref="ulong.MaxValue"/> = unlimited); null leaves it as it is (startup.md 5).</summary>
    public ulong? LockedMemoryBytes { get; set; }

    /// <summary>Lines for the user: things libvirt would log as warnings or taints.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Adds a variable or replaces its value where it stands.</summary>
    public void SetEnvironment(string name, string value)
    {
        int at = Environment.FindIndex(e => e.Key == name);
        if (at >= 0)
        {
            Environment[at] = new(name, value);
        }
        else
        {
            Environment.Add(new(name, value));
        }
    }
}

/// <summary>Which options this QEMU takes as JSON: -device and -netdev, each by its capability.</summary>
public sealed record SyntaxSupport(bool DeviceJson, bool NetdevJson);

/// <summary>A directory that lives as long as the guest.</summary>
public sealed record PlannedDirectory(string Path, UnixFileMode Mode)
{
    /// <summary>Whose it is.</summary>
    public HelperUser User { get; init; } = HelperUser.Root;

    /// <summary>It is not removed when the guest ends: others use it too.</summary>
    public bool Stays { get; init; }

    /// <summary>QEMU's group may do with it what the mode says for the group.</summary>
    public bool IsForQemusGroup { get; init; }
}

/// <summary>What a planned file is made from.</summary>
public enum PlannedFileKind
{
    /// <summary>The given bytes.</summary>
    Content,

    /// <summary>A copy of <see cref="PlannedFile.Template"/>, made only where the file is missing; survives the guest.</summary>
    NvramFromTemplate,

    /// <summary>A file of a given size, made only where missing; survives the guest (pstore, memory backing).</summary>
    Sized,
}

/// <summary>A file that is made before QEMU starts; which of the members counts says <paramref name="Kind"/>.</summary>
public sealed record PlannedFile(string Path, PlannedFileKind Kind, UnixFileMode Mode)
{
    /// <summary>Of Content.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Of NvramFromTemplate: the path of what is copied.</summary>
    public string? Template { get; init; }

    /// <summary>Of Sized: bytes.</summary>
    public ulong Size { get; init; }
}

/// <summary>
/// A process that has to run before QEMU (swtpm, virtiofsd, passt, dbus-daemon, qemu-pr-helper, vhost-user-gpu). Arguments may hold
/// <c>{fd}</c>, which stands for the descriptor of <see cref="ListenSocket"/> or of the socket pair.
/// </summary>
public sealed record PlannedHelper(string Label, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The socket the helper makes itself; the launcher waits for it.</summary>
    public string? WaitForSocket { get; init; }

    /// <summary>Who it runs as where root starts guests.</summary>
    public HelperUser User { get; init; } = HelperUser.Root;

    /// <summary>A socket that the launcher binds and hands over as a descriptor.</summary>
    public string? ListenSocket { get; init; }

    /// <summary>The helper puts itself into the background.</summary>
    public bool Daemonises { get; init; }

    /// <summary>Where the helper writes its process id: by it the launcher finds and ends one that puts itself into the background.</summary>
    public string? PidFile { get; init; }

    /// <summary>Where its output goes; null = the guest's log.</summary>
    public string? LogFile { get; init; }

    /// <summary>Directories that the helper needs beside the guest's own.</summary>
    public IReadOnlyList<PlannedDirectory> Directories { get; init; } = [];

    /// <summary>Runs to its end before the helper itself, only where <see cref="SetupOnlyWhenMissing"/> does not exist or is empty (swtpm_setup).</summary>
    public IReadOnlyList<string>? SetupCommand { get; init; }

    /// <summary>The file where the setup says why it failed, in a directory of the helper's user; null: it says so itself.</summary>
    public string? SetupLog { get; init; }

    /// <summary>The directory that the setup fills.</summary>
    public string? SetupOnlyWhenMissing { get; init; }

    /// <summary>Runs to its end before the helper at each start, behind the setup (swtpm_setup --reconfigure).</summary>
    public IReadOnlyList<string>? ReconfigureCommand { get; init; }

    /// <summary>
    /// A secret for the helper and its setup commands. Each word <c>{secret}</c> in their arguments stands for the reading end of a pipe of its own that holds
    /// these bytes.
    /// </summary>
    public byte[]? Secret { get; init; }

    /// <summary>Another one, for the word <c>{secret2}</c>.</summary>
    public byte[]? SecondSecret { get; init; }
}

/// <summary>Who a helper is (confinement.md 9).</summary>
public enum HelperUser
{
    /// <summary>root, with all that root may: it fences itself in.</summary>
    Root,

    /// <summary>root with the few capabilities that serving files needs.</summary>
    FileServer,

    /// <summary>QEMU's own user, without any privilege.</summary>
    Qemu,

    /// <summary>The user of emulated TPMs (swtpm_user), without any privilege.</summary>
    Swtpm,
}

/// <summary>A path that has to be there and usable; <paramref name="Why"/> names the device that needs it.</summary>
public sealed record HostRequirement(string Path, string Why, HostAccess Access = HostAccess.Present);

/// <summary>What QEMU does with a path that has to be there.</summary>
public enum HostAccess
{
    /// <summary>Nothing that would have to be allowed.</summary>
    Present,

    /// <summary>A device node that QEMU opens by itself for reading and writing; it belongs to QEMU's user for the time of the run (startup.md 12).</summary>
    Node,
}
