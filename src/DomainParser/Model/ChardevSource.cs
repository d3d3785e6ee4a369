namespace VirshLite.DomainParser.Model;

/// <summary>
/// The host side of a character device: of &lt;serial&gt;, &lt;parallel&gt;, &lt;console&gt;, &lt;channel&gt;, &lt;redirdev&gt;,
/// &lt;smartcard&gt;, an egd &lt;rng&gt; and an external &lt;tpm&gt; (formatdomain, "Host interface"). Which properties mean something depends on
/// <see cref="Type"/>.
/// </summary>
public sealed class ChardevSource
{
    public ChardevType Type { get; set; } = ChardevType.Pty;

    /// <summary>dev, file, pipe, unix: the path on the host; pty of a running guest: the terminal.</summary>
    public string? Path { get; set; }

    /// <summary>file: &lt;source append&gt;.</summary>
    public bool? Append { get; set; }

    /// <summary>unix, tcp: connects, or listens.</summary>
    public ChardevMode Mode { get; set; }

    /// <summary>tcp: the host; udp: the host that is sent to.</summary>
    public string? Host { get; set; }

    /// <summary>tcp: the port or service name; udp: that which is sent to.</summary>
    public string? Service { get; set; }

    /// <summary>udp: the local address.</summary>
    public string? BindHost { get; set; }

    /// <summary>udp: the local port.</summary>
    public string? BindService { get; set; }

    /// <summary>tcp: &lt;protocol type&gt;.</summary>
    public ChardevProtocol Protocol { get; set; }

    /// <summary>tcp: &lt;source tls&gt;; null = as the settings say.</summary>
    public bool? Tls { get; set; }

    /// <summary>tcp of a running guest: <see cref="Tls"/> came from the settings.</summary>
    public bool IsTlsFromConfig { get; set; }

    /// <summary>spiceport, dbus: the channel's name.</summary>
    public string? Channel { get; set; }

    /// <summary>nmdm: the master's path.</summary>
    public string? Master { get; set; }

    /// <summary>nmdm: the slave's path.</summary>
    public string? Slave { get; set; }

    /// <summary>qemu-vdagent: &lt;clipboard copypaste&gt;.</summary>
    public bool? ClipboardCopyPaste { get; set; }

    /// <summary>qemu-vdagent: &lt;mouse mode&gt;.</summary>
    public MouseMode? MouseMode { get; set; }

    /// <summary>unix, tcp: what happens when the connection breaks.</summary>
    public ChardevReconnect? Reconnect { get; set; }

    /// <summary>A file that gets all output too, for any type.</summary>
    public ChardevLog? Log { get; set; }

    public List<DeviceSecLabel> SecLabels { get; set; } = [];

    /// <summary>Whether both mean the same thing on the host; logs and labels do not count.</summary>
    public bool SameAs(ChardevSource other) => Type == other.Type && Type switch
    {
        ChardevType.File => Path == other.Path && Append == other.Append,
        ChardevType.Dev or ChardevType.Pipe => Path == other.Path,
        ChardevType.Unix => Mode == other.Mode && Path == other.Path && SameReconnect(other),
        ChardevType.Nmdm => Master == other.Master && Slave == other.Slave,
        ChardevType.Udp => Host == other.Host && Service == other.Service && BindHost == other.BindHost && BindService == other.BindService,
        ChardevType.Tcp => Mode == other.Mode && Protocol == other.Protocol && Host == other.Host && Service == other.Service && SameReconnect(other),
        ChardevType.Spiceport or ChardevType.Dbus => Channel == other.Channel,
        ChardevType.QemuVdagent => ClipboardCopyPaste == other.ClipboardCopyPaste && MouseMode == other.MouseMode,
        _ => true,
    };

    private bool SameReconnect(ChardevSource other) =>
        Reconnect?.Enabled == other.Reconnect?.Enabled && Reconnect?.TimeoutSeconds == other.Reconnect?.TimeoutSeconds;
}

/// <summary>&lt;reconnect enabled= timeout=&gt;.</summary>
public sealed class ChardevReconnect
{
    public bool Enabled { get; set; }

    /// <summary>Seconds; only where enabled.</summary>
    public uint? TimeoutSeconds { get; set; }

    /// <summary>The time is counted in 64 bits, as a vhost-user disk's is.</summary>
    public bool IsWide { get; init; }
}

/// <summary>&lt;log file= append=&gt;.</summary>
public sealed class ChardevLog
{
    public string? File { get; set; }

    public bool? Append { get; set; }
}

/// <summary>The words of a character device's type attribute.</summary>
public enum ChardevType
{
    Null,
    Vc,
    Pty,
    Dev,
    File,
    Pipe,
    Stdio,
    Udp,
    Tcp,
    Unix,
    Spicevmc,
    Spiceport,
    Nmdm,
    QemuVdagent,
    Dbus,
}

public static class ChardevTypeNames
{
    private static readonly EnumNames<ChardevType> All = new(
        "null", "vc", "pty", "dev", "file", "pipe", "stdio", "udp", "tcp", "unix", "spicevmc", "spiceport", "nmdm", "qemu-vdagent", "dbus");

    extension(ChardevType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ChardevType> Names => All;
    }
}

public enum ChardevMode
{
    Connect,
    Bind,
}

internal static class ChardevModeNames
{
    private static readonly EnumNames<ChardevMode> All = new("connect", "bind");

    extension(ChardevMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ChardevMode> Names => All;
    }
}

public enum ChardevProtocol
{
    Raw,
    Telnet,
    Telnets,
    Tls,
}

public static class ChardevProtocolNames
{
    private static readonly EnumNames<ChardevProtocol> All = new("raw", "telnet", "telnets", "tls");

    extension(ChardevProtocol)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ChardevProtocol> Names => All;
    }
}

/// <summary>Who draws the mouse pointer: &lt;mouse mode&gt; of spice graphics and of qemu-vdagent.</summary>
public enum MouseMode
{
    Client,
    Server,
}

internal static class MouseModeNames
{
    private static readonly EnumNames<MouseMode> All = new("client", "server");

    extension(MouseMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<MouseMode> Names => All;
    }
}
