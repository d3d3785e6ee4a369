using System.Globalization;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>The keys that fence guests in (confinement.md 2), and those of qemu.conf that mean nothing here, each with why.</summary>
internal static class ConfinementKeys
{
    public static readonly Dictionary<string, Func<ConfinementSettings, SettingValue, ConfinementSettings>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dynamic_ownership"] = (c, v) => c with { DynamicOwnership = v.AsSwitch() },
        ["remember_owner"] = (c, v) => c with { RememberOwner = v.AsSwitch() },
        ["security_driver"] = (c, v) => c with { SecurityDrivers = Drivers(v) },
        ["security_default_confined"] = (c, v) => c with { DefaultConfined = v.AsSwitch() },
        ["security_require_confined"] = (c, v) => c with { RequireConfined = v.AsSwitch() },
        ["namespaces"] = (c, v) => c with { PrivateDev = Namespaces(v) },
        ["cgroup_controllers"] = (c, v) => c with { CgroupControllers = Words(v, "cpu", "devices", "memory", "blkio", "cpuset", "cpuacct") },
        ["cgroup_device_acl"] = (c, v) => c with { DeviceNodes = Nodes(v) },
        ["max_processes"] = (c, v) => c with { MaxProcesses = v.AsNumber(0, int.MaxValue) },
        ["max_files"] = (c, v) => c with { MaxFiles = v.AsNumber(0, int.MaxValue - 1) },
        ["max_threads_per_process"] = (c, v) => c with { MaxThreads = v.AsNumber(0, int.MaxValue) },
        ["max_core"] = (c, v) => c with { MaxCoreBytes = Bytes(v) },
        ["sched_core"] = (c, v) => c with { CoreScheduling = Cookies(v) },
        ["swtpm_user"] = (c, v) => c with { SwtpmUser = v.AsText() },
        ["swtpm_group"] = (c, v) => c with { SwtpmGroup = v.AsText() },
        ["pr_helper"] = (c, v) => c with { PersistentReservationHelper = v.AsText() },
        ["dbus_daemon"] = (c, v) => c with { DbusDaemon = v.AsText() },
        ["apparmor_complain"] = (c, v) => c with { AppArmorComplains = v.AsSwitch() },
        ["user_range"] = (c, v) => c with { UserRange = Range(v) },
        ["trust_emulator"] = (c, v) => c with { TrustEmulator = v.AsSwitch() },
    };

    private const string Daemon = "it is about libvirt's daemon";
    private const string NoPassword = "the key has to be one without a password";
    private const string Images = "the format is chosen where the image is saved";

    /// <summary>Keys of qemu.conf that are known and do nothing, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutEffect = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["hugetlbfs_mount"] = "the mounts of huge pages are those that the host has",
        ["bridge_helper"] = "only session mode uses one, and finds it where the distribution puts it",
        ["slirp_helper"] = "user networking is QEMU's own or passt's",
        ["qemu_rdp"] = "there is no RDP server beside the guest",
        ["lock_manager"] = "no leases are taken: two hosts can open one image",
        ["relaxed_acs_check"] = "devices behind switches without ACS are assigned as the kernel groups them",
        ["mac_filter"] = "MAC addresses of guests are not filtered: <filterref> or nft can",
        ["vxhs_tls_x509_cert_dir"] = "QEMU no longer has vxhs",
        ["vxhs_tls_x509_secret_uuid"] = "QEMU no longer has vxhs",
        ["rdp_listen"] = "there is no RDP server beside the guest",
        ["rdp_username"] = "there is no RDP server beside the guest",
        ["rdp_password"] = "there is no RDP server beside the guest",
        ["rdp_tls_x509_cert_dir"] = "there is no RDP server beside the guest",
        ["migrate_tls_x509_secret_uuid"] = NoPassword,
        ["backup_tls_x509_secret_uuid"] = NoPassword,
        ["dump_image_format"] = Images,
        ["auto_dump_path"] = "dumps lie below the library directory",
        ["auto_dump_bypass_cache"] = "dumps go through the page cache",
        ["auto_start_bypass_cache"] = Daemon,
        ["auto_start_delay"] = Daemon,
        ["auto_save_bypass_cache"] = Daemon,
        ["auto_shutdown_try_save"] = Daemon,
        ["auto_shutdown_try_shutdown"] = Daemon,
        ["auto_shutdown_poweroff"] = Daemon,
        ["auto_shutdown_wait"] = Daemon,
        ["auto_shutdown_restore"] = Daemon,
        ["max_queued"] = Daemon,
        ["max_age_days"] = "logs of guests stay until somebody removes them",
        ["keepalive_interval"] = Daemon,
        ["keepalive_count"] = Daemon,
        ["virtiofsd_debug"] = "virtiofsd says what it says",
        ["capability_filters"] = "it is for libvirt's own tests",
        ["clear_emulator_capabilities"] = "QEMU has no capabilities in any case",
        ["allow_disk_format_probing"] = "formats are never guessed",
    };

    public static bool IsKnown(string key) => Keys.ContainsKey(key);

    private static IReadOnlyList<string> Drivers(SettingValue value)
    {
        IReadOnlyList<string> words = Words(value, "selinux", "apparmor", "none");
        return words.Count > 1 && (words.Contains("none") || words.Distinct().Count() < words.Count)
            ? throw value.Error("names each driver once, and \"none\" alone")
            : words;
    }

    private static UserNumbers? Range(SettingValue value) => value.AsText() is not { Length: > 0 } text ? null
        : UserNumbers.Parse(text) ?? throw value.Error($"takes a range of numbers like 70000-79999, not '{text}'");

    private static CoreScheduling Cookies(SettingValue value) => value.AsWord("none", "vcpus", "emulator", "full") switch
    {
        "vcpus" => CoreScheduling.Vcpus,
        "emulator" => CoreScheduling.Emulator,
        "full" => CoreScheduling.Full,
        _ => CoreScheduling.None,
    };

    private static bool Namespaces(SettingValue value) => Words(value, "mount").Count > 0;

    private static IReadOnlyList<string> Words(SettingValue value, params string[] known)
    {
        foreach (string word in value.AsList())
        {
            if (!known.Contains(word))
            {
                throw value.Error($"takes {string.Join(", ", known)}, not '{word}'");
            }
        }

        return value.AsList();
    }

    private static IReadOnlyList<string> Nodes(SettingValue value) =>
        value.AsList().FirstOrDefault(n => !n.StartsWith("/dev/", StringComparison.Ordinal) || n.Contains("/../", StringComparison.Ordinal)) is { } strange
            ? throw value.Error($"takes device nodes below /dev, not '{strange}'")
            : value.AsList();

    private static ulong? Bytes(SettingValue value) => value.AsText() == "unlimited" ? null
        : ulong.TryParse(value.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong bytes) ? bytes
        : throw value.Error($"takes a number of bytes or \"unlimited\", not '{value.Text}'");
}
