using System.Xml.Linq;

namespace VirshLite.DomainParser.Model;

/// <summary>
/// What libvirt keeps about a running guest so that its next daemon finds it again: /run/libvirt/qemu/NAME.xml (host-takeover.md 5). In it the domain stands
/// as it runs, with what only libvirt has to know.
/// </summary>
public sealed class DomainStatus
{
    public RunState State { get; set; }

    /// <summary>Why; the words hang on the state (host-takeover.md 7.3, internal words).</summary>
    public string Reason { get; set; } = "unknown";

    /// <summary>QEMU's process.</summary>
    public int Pid { get; set; }

    /// <summary>Words of what makes the guest one that nobody supports: high-privileges, custom-argv …</summary>
    public List<string> Taints { get; } = [];

    /// <summary>Sentences about what in the definition is deprecated.</summary>
    public List<string> Deprecations { get; } = [];

    /// <summary>The monitor's socket.</summary>
    public string? MonitorPath { get; set; }

    /// <summary>unix, always.</summary>
    public string? MonitorType { get; set; }

    /// <summary>A D-Bus daemon of the guest's own runs.</summary>
    public bool HasDbusDaemon { get; set; }

    /// <summary>QEMU has the object through which helpers' states migrate.</summary>
    public bool HasDbusVmState { get; set; }

    /// <summary>The namespaces of its own that QEMU has: mount.</summary>
    public List<string> Namespaces { get; } = [];

    public List<VcpuThread> Vcpus { get; } = [];

    /// <summary>libvirt's names for what the QEMU that was started can do; null where the file says nothing about it.</summary>
    public List<string>? QemuCapabilities { get; set; }

    /// <summary>Text of the lock manager, while the guest is paused or moves.</summary>
    public string? LockState { get; set; }

    /// <summary>The job under way; null = none.</summary>
    public StatusJob? Job { get; set; }

    /// <summary>The shutdown under way is to become a reboot.</summary>
    public bool FakeReboot { get; set; }

    /// <summary>Ids of QEMU's devices when they were listed last; null where they never were.</summary>
    public List<string>? DeviceAliases { get; set; }

    /// <summary>Nodes that numad chose, as libvirt writes them; null where it was not asked.</summary>
    public string? NumadNodeset { get; set; }

    /// <summary>CPUs of the host that numad chose.</summary>
    public string? NumadCpuset { get; set; }

    /// <summary>The guest's directory, with the monitor's socket and the master key.</summary>
    public string? LibDirectory { get; set; }

    /// <summary>Where sockets of channels are made.</summary>
    public string? ChannelTargetDirectory { get; set; }

    /// <summary>Where files of the guest's memory are made; null in files of older versions.</summary>
    public string? MemoryBackingDirectory { get; set; }

    /// <summary>The CPU as it was asked for, where the domain's own says what it came to.</summary>
    public Cpu? Cpu { get; set; }

    /// <summary>Files of character devices are written by virtlogd.</summary>
    public bool ChardevStdioLogd { get; set; }

    /// <summary>Owners of files were noted beside them and are given back.</summary>
    public bool RememberOwner { get; set; }

    /// <summary>Whether QEMU may reboot by itself; null where nothing is said.</summary>
    public bool? AllowReboot { get; set; }

    /// <summary>The guest's helper of persistent reservations runs.</summary>
    public bool HasReservationsDaemon { get; set; }

    /// <summary>The number that was given to block nodes last.</summary>
    public uint? NodeIndex { get; set; }

    /// <summary>The number that was given to a set of descriptors last.</summary>
    public uint? FdSetIndex { get; set; }

    /// <summary>Memory was taken at the start.</summary>
    public bool MemoryPreallocated { get; set; }

    /// <summary>Whether block jobs are under way; null where nothing is said.</summary>
    public bool? BlockJobsActive { get; set; }

    public List<BlockJobStatus> BlockJobs { get; } = [];

    /// <summary>slirp-helper processes, in use before passt.</summary>
    public List<SlirpHelper> SlirpHelpers { get; } = [];

    /// <summary>Seconds that the guest agent gets; -2 = for ever, -1 = as the settings say, 0 = no time.</summary>
    public int? AgentTimeout { get; set; }

    /// <summary>The backup under way.</summary>
    public DomainBackup? Backup { get; set; }

    /// <summary>Bytes that QEMU might lock before libvirt raised its limit.</summary>
    public ulong? OriginalMemlock { get; set; }

    /// <summary>The same before a migration.</summary>
    public ulong? PreMigrationMemlock { get; set; }

    public Domain Domain { get; set; } = new();
}

/// <summary>A vCPU's thread.</summary>
/// <param name="Id">The vCPU.</param>
/// <param name="Thread">The thread's number on the host.</param>
public sealed record VcpuThread(uint Id, int Thread);

/// <summary>A slirp-helper process.</summary>
/// <param name="Alias">The interface.</param>
/// <param name="Pid">The process.</param>
/// <param name="Features">What it can do.</param>
public sealed record SlirpHelper(string Alias, int Pid, IReadOnlyList<string> Features);

/// <summary>&lt;job&gt; of a guest's status: what is being done to it.</summary>
public sealed class StatusJob
{
    /// <summary>none, query, destroy, suspend, modify, abort, "migration operation", "modify migration safe".</summary>
    public string Type { get; set; } = "none";

    /// <summary>A long job: "migration out", "migration in", save, dump, snapshot, start, backup; none otherwise.</summary>
    public string Async { get; set; } = "none";

    /// <summary>How far the long job is: perform3, prepare …</summary>
    public string? Phase { get; set; }

    /// <summary>The caller's flags.</summary>
    public ulong? Flags { get; set; }

    /// <summary>When the long job began: milliseconds since the epoch, 0 where unknown.</summary>
    public ulong? AsyncStarted { get; set; }

    public string? AsyncPaused { get; set; }

    public List<StatusJobDisk> Disks { get; } = [];

    /// <summary>Bitmaps that a migration made and that go with it.</summary>
    public List<TemporaryBitmap> TemporaryBitmaps { get; } = [];

    /// <summary>QEMU's migration parameters as they were before; null where the job is no migration.</summary>
    public List<MigrationParameter>? MigrationParameters { get; set; }

    /// <summary>The deletion of a snapshot under way, as it stands in the file.</summary>
    public XElement? SnapshotDelete { get; set; }
}

/// <summary>A disk of a migration.</summary>
/// <param name="Target">The disk.</param>
/// <param name="IsMigrating">Its content is being copied.</param>
/// <param name="Destination">Where to, with the nodes; null where it is not copied so.</param>
public sealed record StatusJobDisk(string Target, bool IsMigrating, StorageSource? Destination);

/// <summary>A bitmap that a migration made.</summary>
public sealed record TemporaryBitmap(string Name, string Node);

/// <summary>State of a guest; libvirt's own words.</summary>
public enum RunState
{
    NoState,
    Running,
    Blocked,
    Paused,
    Shutdown,
    Shutoff,
    Crashed,
    PmSuspended,
}

public static class RunStateNames
{
    private static readonly EnumNames<RunState> All = new("nostate", "running", "blocked", "paused", "shutdown", "shutoff", "crashed", "pmsuspended");

    extension(RunState)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<RunState> Names => All;
    }
}
