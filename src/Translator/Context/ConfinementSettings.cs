namespace VirshLite.Translator.Context;

/// <summary>How guests are fenced in: qemu.conf's keys under their C# names, with libvirt's defaults (confinement.md 2).</summary>
public sealed record ConfinementSettings
{
    /// <summary>The nodes of a guest's /dev, whatever its devices are.</summary>
    public static readonly IReadOnlyList<string> UsualNodes =
        ["/dev/null", "/dev/full", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/ptmx", "/dev/kvm", "/dev/userfaultfd"];

    /// <summary>dynamic_ownership: files of a guest belong to QEMU's user while it runs.</summary>
    public bool DynamicOwnership { get; init; } = true;

    /// <summary>remember_owner: whom they belonged to is noted at the files themselves.</summary>
    public bool RememberOwner { get; init; } = true;

    /// <summary>security_driver: selinux, apparmor or none; null = what the host has.</summary>
    public IReadOnlyList<string>? SecurityDrivers { get; init; }

    /// <summary>security_default_confined: a guest whose XML says nothing gets a label.</summary>
    public bool DefaultConfined { get; init; } = true;

    /// <summary>security_require_confined: a guest that asks for none is refused.</summary>
    public bool RequireConfined { get; init; }

    /// <summary>namespaces: QEMU has device nodes of its own.</summary>
    public bool PrivateDev { get; init; } = true;

    /// <summary>cgroup_controllers: null = all that there are.</summary>
    public IReadOnlyList<string>? CgroupControllers { get; init; }

    /// <summary>cgroup_device_acl.</summary>
    public IReadOnlyList<string> DeviceNodes { get; init; } = UsualNodes;

    /// <summary>max_processes; 0 = as it is.</summary>
    public uint MaxProcesses { get; init; }

    /// <summary>max_files; 0 = as it is.</summary>
    public uint MaxFiles { get; init; }

    /// <summary>max_threads_per_process; 0 = as it is.</summary>
    public uint MaxThreads { get; init; }

    /// <summary>max_core in bytes; null = unlimited.</summary>
    public ulong? MaxCoreBytes { get; init; }

    /// <summary>sched_core.</summary>
    public CoreScheduling CoreScheduling { get; init; }

    /// <summary>swtpm_user; null = tss where it exists, else root.</summary>
    public string? SwtpmUser { get; init; }

    /// <summary>swtpm_group.</summary>
    public string? SwtpmGroup { get; init; }

    /// <summary>pr_helper; null = the usual places.</summary>
    public string? PersistentReservationHelper { get; init; }

    /// <summary>dbus_daemon; null = the one on PATH.</summary>
    public string? DbusDaemon { get; init; }

    /// <summary>apparmor_complain: a guest that breaks a rule is only written down (VirshLite's own).</summary>
    public bool AppArmorComplains { get; init; }

    /// <summary>trust_emulator: emulators that others than root own may be asked too (VirshLite's own).</summary>
    public bool TrustEmulator { get; init; }

    /// <summary>user_range: each guest runs as a user of its own, whose number is one of these; null = all as the same (VirshLite's own).</summary>
    public UserNumbers? UserRange { get; init; }

    /// <summary>Settings that were given and mean nothing here, as lines for people.</summary>
    public IReadOnlyList<string> WithoutEffect { get; init; } = [];
}
