namespace VirshLite.DomainParser.Model;

/// <summary>&lt;graphics&gt; (formatdomain, "Graphical framebuffers"), one class for each type. It has neither alias nor address.</summary>
public abstract class Graphics : Device
{
    public abstract GraphicsType Type { get; }

    /// <summary>vnc, spice, rdp: where it can be reached; only the first counts. Empty for the other types.</summary>
    public List<GraphicsListen> Listens { get; } = [];
}

/// <summary>&lt;listen&gt;.</summary>
public sealed class GraphicsListen
{
    public GraphicsListenType Type { get; set; }

    /// <summary>address: the address or host name; null = as the settings say.</summary>
    public string? Address { get; set; }

    /// <summary>network: the network whose address is listened on.</summary>
    public string? Network { get; set; }

    /// <summary>socket: the path; null = the usual place.</summary>
    public string? Socket { get; set; }
}

/// <summary>passwd, passwdValidTo and connected of vnc and spice.</summary>
public sealed class GraphicsAuth
{
    /// <summary>Null = none given; an empty one counts as given.</summary>
    public string? Password { get; set; }

    /// <summary>UTC, as written: YYYY-MM-DDTHH:MM:SS.</summary>
    public string? ValidTo { get; set; }

    /// <summary>What happens to clients when the password changes.</summary>
    public GraphicsConnected? Connected { get; set; }
}

public enum GraphicsType
{
    Sdl,
    Vnc,
    Rdp,
    Desktop,
    Spice,
    EglHeadless,
    Dbus,
}

public static class GraphicsTypeNames
{
    private static readonly EnumNames<GraphicsType> All = new("sdl", "vnc", "rdp", "desktop", "spice", "egl-headless", "dbus");

    extension(GraphicsType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<GraphicsType> Names => All;
    }
}

public enum GraphicsListenType
{
    None,
    Address,
    Network,
    Socket,
}

public static class GraphicsListenTypeNames
{
    private static readonly EnumNames<GraphicsListenType> All = new("none", "address", "network", "socket");

    extension(GraphicsListenType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<GraphicsListenType> Names => All;
    }
}

public enum GraphicsConnected
{
    Fail,
    Disconnect,
    Keep,
}

public static class GraphicsConnectedNames
{
    private static readonly EnumNames<GraphicsConnected> All = new("fail", "disconnect", "keep");

    extension(GraphicsConnected)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<GraphicsConnected> Names => All;
    }
}
