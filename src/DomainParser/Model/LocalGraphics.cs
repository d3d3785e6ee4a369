namespace VirshLite.DomainParser.Model;

/// <summary>&lt;graphics type='sdl'&gt;: a window on the host's X display.</summary>
public sealed class SdlGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.Sdl;

    /// <summary>The X display; null = none is set.</summary>
    public string? Display { get; set; }

    /// <summary>Path of the X authority file.</summary>
    public string? Xauth { get; set; }

    public bool Fullscreen { get; set; }

    /// <summary>&lt;gl enable&gt;.</summary>
    public bool? Gl { get; set; }
}

/// <summary>&lt;graphics type='desktop'&gt;: read and kept; QEMU has nothing of the kind.</summary>
public sealed class DesktopGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.Desktop;

    public string? Display { get; set; }

    public bool Fullscreen { get; set; }
}

/// <summary>&lt;graphics type='egl-headless'&gt;: rendering without a window.</summary>
public sealed class EglHeadlessGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.EglHeadless;

    public string? RenderNode { get; set; }
}

/// <summary>&lt;graphics type='dbus'&gt;: a display on a D-Bus.</summary>
public sealed class DbusGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.Dbus;

    /// <summary>Peer to peer, without a bus.</summary>
    public bool PeerToPeer { get; set; }

    /// <summary>The bus; null = one for this domain alone.</summary>
    public string? BusAddress { get; set; }

    /// <summary>&lt;gl enable&gt;.</summary>
    public bool? Gl { get; set; }

    public string? RenderNode { get; set; }

    /// <summary>&lt;audio id&gt;; null = no sound over the bus.</summary>
    public uint? AudioId { get; set; }
}

/// <summary>&lt;graphics type='rdp'&gt;: a helper program offers the D-Bus display over RDP.</summary>
public sealed class RdpGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.Rdp;

    /// <summary>TCP port; 0 with <see cref="Autoport"/>.</summary>
    public int Port { get; set; }

    public bool Autoport { get; set; }

    public bool ReplaceUser { get; set; }

    public bool MultiUser { get; set; }

    public string? Username { get; set; }

    public GraphicsAuth Auth { get; } = new();
}
