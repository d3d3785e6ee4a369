namespace VirshLite.Translator.Context;

/// <summary>
/// What the host's administrator decided: libvirt's qemu.conf keys under their C# names, and the directories. Defaults are libvirt's for the system daemon
/// (startup.md 2 and 14).
/// </summary>
public sealed record Settings
{
    /// <summary>Whose rules are followed.</summary>
    public Compatibility Rules { get; init; } = Compatibility.Default;

    /// <summary>System mode; false = session mode (startup.md 13).</summary>
    public bool Privileged { get; init; } = true;

    public string LibDirectory { get; init; } = "/var/lib/libvirt/qemu";

    /// <summary>Run-time state: sockets and pid files of helpers.</summary>
    public string StateDirectory { get; init; } = "/run/libvirt/qemu";

    public string ChannelDirectory { get; init; } = "/run/libvirt/qemu/channel";

    public string MemoryBackingDirectory { get; init; } = "/var/lib/libvirt/qemu/ram";

    public string NvramDirectory { get; init; } = "/var/lib/libvirt/qemu/nvram";

    public string LogDirectory { get; init; } = "/var/log/libvirt/qemu";

    public string SwtpmStateDirectory { get; init; } = "/var/lib/libvirt/swtpm";

    public string SwtpmLogDirectory { get; init; } = "/var/log/swtpm/libvirt/qemu";

    /// <summary>Where configuration of older sessions kept its channels; such generated paths are dropped from XML.</summary>
    public string ConfigDirectory { get; init; } = "/etc/libvirt/qemu";

    public string VncListen { get; init; } = "127.0.0.1";

    public string? VncPassword { get; init; }

    public bool VncTls { get; init; }

    public string VncTlsCertDirectory { get; init; } = "/etc/pki/libvirt-vnc";

    public string? VncTlsSecretUuid { get; init; }

    public bool VncTlsVerify { get; init; }

    public bool VncSasl { get; init; }

    public string? VncSaslDirectory { get; init; }

    public bool VncAutoUnixSocket { get; init; }

    public bool VncAllowHostAudio { get; init; }

    public bool NographicsAllowHostAudio { get; init; }

    public string SpiceListen { get; init; } = "127.0.0.1";

    public string? SpicePassword { get; init; }

    public bool SpiceTls { get; init; }

    public string SpiceTlsCertDirectory { get; init; } = "/etc/pki/libvirt-spice";

    public bool SpiceSasl { get; init; }

    public string? SpiceSaslDirectory { get; init; }

    public bool SpiceAutoUnixSocket { get; init; }

    public bool ChardevTls { get; init; }

    public string ChardevTlsCertDirectory { get; init; } = "/etc/pki/libvirt-chardev";

    public bool ChardevTlsVerify { get; init; } = true;

    public string? ChardevTlsSecretUuid { get; init; }

    public bool NbdTls { get; init; }

    public string NbdTlsCertDirectory { get; init; } = "/etc/pki/libvirt-nbd";

    public string? NbdTlsSecretUuid { get; init; }

    public bool VxhsTls { get; init; }

    public bool SetProcessName { get; init; }

    public bool DumpGuestCore { get; init; }

    public bool LogTimestamp { get; init; } = true;

    /// <summary>How far logs of guests may grow; null = QEMU writes its log itself, without a bound (stdio_handler).</summary>
    public LogLimits? LogLimits { get; init; } = Context.LogLimits.Default;

    /// <summary>null = on where QEMU can; false = -sandbox off.</summary>
    public bool? SeccompSandbox { get; init; }

    public int GlusterDebugLevel { get; init; } = 4;

    public string DeprecationBehavior { get; init; } = "none";

    public bool StorageUseNbdkit { get; init; }

    /// <summary>Certificates of the server of pull backups.</summary>
    public string BackupTlsCertDirectory { get; init; } = "/etc/pki/libvirt-backup";

    public bool BackupTlsVerify { get; init; } = true;

    /// <summary>Certificates by which the two QEMUs of a migration know each other.</summary>
    public string MigrateTlsCertDirectory { get; init; } = "/etc/pki/libvirt-migrate";

    public bool MigrateTlsVerify { get; init; } = true;

    /// <summary>A migration without TLS is refused.</summary>
    public bool MigrateTlsForce { get; init; }

    /// <summary>Where an arriving guest listens, where it listens on a port; null: on all addresses.</summary>
    public string? MigrationAddress { get; init; }

    /// <summary>The name under which others reach this host's ports; null: the one they know it by.</summary>
    public string? MigrationHost { get; init; }

    /// <summary>Directories that other hosts see too, whatever the kind of their file system.</summary>
    public IReadOnlyList<string> SharedFilesystems { get; init; } = [];

    public uint MigrationPortMinimum { get; init; } = 49152;

    public uint MigrationPortMaximum { get; init; } = 49215;

    /// <summary>How saved guests are packed: a word of the formats of images.</summary>
    public string SaveImageFormat { get; init; } = "raw";

    /// <summary>The same for dumps.</summary>
    public string DumpImageFormat { get; init; } = "raw";

    /// <summary>The same for the memory of snapshots.</summary>
    public string SnapshotImageFormat { get; init; } = "raw";

    /// <summary>Pairs of loader and NVRAM template (the <c>nvram</c> list); null = the built-in list.</summary>
    public IReadOnlyList<(string Loader, string Template)>? NvramTemplates { get; init; }

    public uint DisplayPortMinimum { get; init; } = 5900;

    public uint DisplayPortMaximum { get; init; } = 65535;

    public uint WebsocketPortMinimum { get; init; } = 5700;

    public uint WebsocketPortMaximum { get; init; } = 65535;

    /// <summary>The vhost-net device; a setting so that tests can point it elsewhere.</summary>
    public string VhostNetDevice { get; init; } = "/dev/vhost-net";

    public string TunDevice { get; init; } = "/dev/net/tun";

    /// <summary>
    /// The user and group that QEMU runs as; null = the account that this host has for it (confinement.md 1.1), in session mode the caller's.
    /// </summary>
    public string? User { get; init; }

    public string? Group { get; init; }

    /// <summary>How guests are fenced in.</summary>
    public ConfinementSettings Confinement { get; init; } = new();

    /// <summary>The host's hook scripts are called.</summary>
    public bool Hooks { get; init; } = true;

    /// <summary>libvirt's own definitions count as ours; null: where no libvirt daemon minds them.</summary>
    public bool? UseLibvirtDefinitions { get; init; }
}
