using VirshLite.DomainParser;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>
/// Every setting that there is: qemu.conf's keys under their own names (startup.md 14) and a few of VirshLite's own, each with its place in
/// <see cref="Settings"/>.
/// </summary>
internal static class SettingKeys
{
    /// <summary>Settings of both: VirshLite's guests and command lines in libvirt's form.</summary>
    internal static readonly Dictionary<string, Func<Settings, SettingValue, Settings>> Shared = new(StringComparer.OrdinalIgnoreCase)
    {
        ["vnc_listen"] = (s, v) => s with { VncListen = v.AsText() },
        ["vnc_password"] = (s, v) => s with { VncPassword = v.AsText() },
        ["vnc_tls"] = (s, v) => s with { VncTls = v.AsSwitch() },
        ["vnc_tls_x509_cert_dir"] = (s, v) => s with { VncTlsCertDirectory = v.AsAbsolutePath() },
        ["vnc_tls_x509_secret_uuid"] = (s, v) => s with { VncTlsSecretUuid = v.AsText() },
        ["vnc_tls_x509_verify"] = (s, v) => s with { VncTlsVerify = v.AsSwitch() },
        ["vnc_sasl"] = (s, v) => s with { VncSasl = v.AsSwitch() },
        ["vnc_sasl_dir"] = (s, v) => s with { VncSaslDirectory = v.AsAbsolutePath() },
        ["vnc_auto_unix_socket"] = (s, v) => s with { VncAutoUnixSocket = v.AsSwitch() },
        ["vnc_allow_host_audio"] = (s, v) => s with { VncAllowHostAudio = v.AsSwitch() },
        ["nographics_allow_host_audio"] = (s, v) => s with { NographicsAllowHostAudio = v.AsSwitch() },
        ["spice_listen"] = (s, v) => s with { SpiceListen = v.AsText() },
        ["spice_password"] = (s, v) => s with { SpicePassword = v.AsText() },
        ["spice_tls"] = (s, v) => s with { SpiceTls = v.AsSwitch() },
        ["spice_tls_x509_cert_dir"] = (s, v) => s with { SpiceTlsCertDirectory = v.AsAbsolutePath() },
        ["spice_sasl"] = (s, v) => s with { SpiceSasl = v.AsSwitch() },
        ["spice_sasl_dir"] = (s, v) => s with { SpiceSaslDirectory = v.AsAbsolutePath() },
        ["spice_auto_unix_socket"] = (s, v) => s with { SpiceAutoUnixSocket = v.AsSwitch() },
        ["chardev_tls"] = (s, v) => s with { ChardevTls = v.AsSwitch() },
        ["chardev_tls_x509_cert_dir"] = (s, v) => s with { ChardevTlsCertDirectory = v.AsAbsolutePath() },
        ["chardev_tls_x509_secret_uuid"] = (s, v) => s with { ChardevTlsSecretUuid = v.AsText() },
        ["chardev_tls_x509_verify"] = (s, v) => s with { ChardevTlsVerify = v.AsSwitch() },
        ["nbd_tls"] = (s, v) => s with { NbdTls = v.AsSwitch() },
        ["nbd_tls_x509_cert_dir"] = (s, v) => s with { NbdTlsCertDirectory = v.AsAbsolutePath() },
        ["nbd_tls_x509_secret_uuid"] = (s, v) => s with { NbdTlsSecretUuid = v.AsText() },
        ["vxhs_tls"] = (s, v) => s with { VxhsTls = v.AsSwitch() },
        ["set_process_name"] = (s, v) => s with { SetProcessName = v.AsSwitch() },
        ["dump_guest_core"] = (s, v) => s with { DumpGuestCore = v.AsSwitch() },
        ["stdio_handler"] = (s, v) => s with { LogLimits = v.AsWord("logd", "file") == "file" ? null : s.LogLimits },
        ["log_timestamp"] = (s, v) => s with { LogTimestamp = v.AsSwitch() },
        ["seccomp_sandbox"] = (s, v) => s with { SeccompSandbox = v.AsText() == "-1" ? null : v.AsSwitch() },
        ["gluster_debug_level"] = (s, v) => s with { GlusterDebugLevel = (int)v.AsNumber(0, 9) },
        ["deprecation_behavior"] = (s, v) => s with { DeprecationBehavior = v.AsWord("none", "omit", "reject", "crash") },
        ["storage_use_nbdkit"] = (s, v) => s with { StorageUseNbdkit = v.AsSwitch() },
        ["backup_tls_x509_cert_dir"] = (s, v) => s with { BackupTlsCertDirectory = v.AsAbsolutePath() },
        ["backup_tls_x509_verify"] = (s, v) => s with { BackupTlsVerify = v.AsSwitch() },
        ["migrate_tls_x509_cert_dir"] = (s, v) => s with { MigrateTlsCertDirectory = v.AsAbsolutePath() },
        ["migrate_tls_x509_verify"] = (s, v) => s with { MigrateTlsVerify = v.AsSwitch() },
        ["migrate_tls_force"] = (s, v) => s with { MigrateTlsForce = v.AsSwitch() },
        ["migration_address"] = (s, v) => s with { MigrationAddress = v.AsText() },
        ["migration_host"] = (s, v) => s with { MigrationHost = v.AsText() },
        ["shared_filesystems"] = (s, v) => s with { SharedFilesystems = [.. v.AsList()] },
        ["migration_port_min"] = (s, v) => s with { MigrationPortMinimum = v.AsNumber(1, 65535) },
        ["migration_port_max"] = (s, v) => s with { MigrationPortMaximum = v.AsNumber(1, 65535) },
        ["save_image_format"] = (s, v) => s with { SaveImageFormat = v.AsText() },
        ["dump_image_format"] = (s, v) => s with { DumpImageFormat = v.AsText() },
        ["snapshot_image_format"] = (s, v) => s with { SnapshotImageFormat = v.AsText() },
        ["nvram"] = (s, v) => s with { NvramTemplates = [.. v.AsList().Select(pair => FirmwarePair(v, pair))] },
        ["remote_display_port_min"] = (s, v) => s with { DisplayPortMinimum = v.AsNumber(5900, 65535) },
        ["remote_display_port_max"] = (s, v) => s with { DisplayPortMaximum = v.AsNumber(5900, 65535) },
        ["remote_websocket_port_min"] = (s, v) => s with { WebsocketPortMinimum = v.AsNumber(5700, 65535) },
        ["remote_websocket_port_max"] = (s, v) => s with { WebsocketPortMaximum = v.AsNumber(5700, 65535) },
        ["user"] = (s, v) => s with { User = v.AsText() },
        ["rules"] = (s, v) => s with { Rules = Compatibility(v) },
        ["group"] = (s, v) => s with { Group = v.AsText() },
    };

    /// <summary>VirshLite's own: where things are.</summary>
    internal static readonly Dictionary<string, Func<Settings, SettingValue, Settings>> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lib_directory"] = (s, v) => s with { LibDirectory = v.AsAbsolutePath() },
        ["state_directory"] = (s, v) => s with { StateDirectory = v.AsAbsolutePath(), ChannelDirectory = v.AsAbsolutePath() + "/channel" },
        ["hooks"] = (s, v) => s with { Hooks = v.AsSwitch() },
        ["config_directory"] = (s, v) => s with { ConfigDirectory = v.AsAbsolutePath() },
        ["log_directory"] = (s, v) => s with { LogDirectory = v.AsAbsolutePath() },
        ["nvram_directory"] = (s, v) => s with { NvramDirectory = v.AsAbsolutePath() },
        ["swtpm_directory"] = (s, v) => s with { SwtpmStateDirectory = v.AsAbsolutePath() },
        ["use_libvirt_definitions"] = (s, v) => s with { UseLibvirtDefinitions = v.AsSwitch() },
        ["vhost_net_device"] = (s, v) => s with { VhostNetDevice = v.AsAbsolutePath() },
        ["tun_device"] = (s, v) => s with { TunDevice = v.AsAbsolutePath() },
        ["max_size"] = (s, v) => s with { LogLimits = s.LogLimits is { } limits ? limits with { MaxBytes = v.AsNumber(0, uint.MaxValue) } : null },
        ["max_backups"] = (s, v) => s with { LogLimits = s.LogLimits is { } limits ? limits with { Backups = v.AsNumber(0, 10_000) } : null },
    };

    /// <summary>Where the answers of probed QEMU binaries are kept.</summary>
    public const string CacheDirectory = "cache_directory";

    /// <summary>Differs in the two forms: libvirt adds <c>/libvirt/qemu</c>, VirshLite <c>/virshlite</c>.</summary>
    public const string MemoryBackingDirectory = "memory_backing_dir";

    /// <summary>Keys that are defaults of others.</summary>
    public const string DefaultTlsDirectory = "default_tls_x509_cert_dir";

    public const string DefaultTlsVerify = "default_tls_x509_verify";

    public const string DefaultTlsSecret = "default_tls_x509_secret_uuid";

    /// <summary>All names, in the order of the alphabet.</summary>
    public static IEnumerable<string> All =>
        Shared.Keys.Concat(Own.Keys).Concat(ConfinementKeys.Keys.Keys)
            .Concat([CacheDirectory, MemoryBackingDirectory, DefaultTlsDirectory, DefaultTlsVerify, DefaultTlsSecret]).Order(StringComparer.Ordinal);

    public static bool IsKnown(string key) =>
        Shared.ContainsKey(key) || Own.ContainsKey(key) || ConfinementKeys.IsKnown(key)
        || key.ToLowerInvariant() is CacheDirectory or MemoryBackingDirectory or DefaultTlsDirectory or DefaultTlsVerify or DefaultTlsSecret;

    private static Compatibility Compatibility(SettingValue value)
    {
        try
        {
            return Translator.Context.Compatibility.Of(value.AsText());
        }
        catch (DomainException e)
        {
            throw DomainException.Operation($"{value.Origin}: {e.Message}");
        }
    }

    private static (string Loader, string Template) FirmwarePair(SettingValue value, string pair) =>
        pair.IndexOf(':') is > 0 and var colon ? (pair[..colon], pair[(colon + 1)..])
            : throw value.Error($"takes items of the form LOADER:TEMPLATE, not '{pair}'");
}
