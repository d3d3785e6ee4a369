namespace VirshLite.DomainParser.Model;

/// <summary>&lt;graphics type='spice'&gt;.</summary>
public sealed class SpiceGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.Spice;

    /// <summary>TCP port of the plain channels; 0 = none or automatic, -1 = any.</summary>
    public int Port { get; set; }

    /// <summary>TCP port of the TLS channels; 0 = none or automatic, -1 = any.</summary>
    public int TlsPort { get; set; }

    public bool Autoport { get; set; }

    public string? Keymap { get; set; }

    public SpiceChannelMode DefaultMode { get; set; }

    public GraphicsAuth Auth { get; } = new();

    /// <summary>&lt;channel name= mode=&gt;: what each named channel wants, by <see cref="SpiceChannel"/>.</summary>
    public SpiceChannelMode[] ChannelModes { get; } = new SpiceChannelMode[SpiceChannel.Names.All.Count];

    public SpiceImageCompression? ImageCompression { get; set; }

    public SpiceWanCompression? JpegCompression { get; set; }

    public SpiceWanCompression? ZlibCompression { get; set; }

    public bool? PlaybackCompression { get; set; }

    public SpiceStreaming? Streaming { get; set; }

    public MouseMode? Mouse { get; set; }

    public bool? ClipboardCopyPaste { get; set; }

    public bool? FileTransfer { get; set; }

    /// <summary>&lt;gl enable&gt;.</summary>
    public bool? Gl { get; set; }

    public string? RenderNode { get; set; }
}

public enum SpiceChannel
{
    Main,
    Display,
    Inputs,
    Cursor,
    Playback,
    Record,
    Smartcard,
    Usbredir,
}

public static class SpiceChannelNames
{
    private static readonly EnumNames<SpiceChannel> All = new("main", "display", "inputs", "cursor", "playback", "record", "smartcard", "usbredir");

    extension(SpiceChannel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SpiceChannel> Names => All;
    }
}

public enum SpiceChannelMode
{
    Any,
    Secure,
    Insecure,
}

internal static class SpiceChannelModeNames
{
    private static readonly EnumNames<SpiceChannelMode> All = new("any", "secure", "insecure");

    extension(SpiceChannelMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SpiceChannelMode> Names => All;
    }
}

public enum SpiceImageCompression
{
    AutoGlz,
    AutoLz,
    Quic,
    Glz,
    Lz,
    Off,
}

public static class SpiceImageCompressionNames
{
    private static readonly EnumNames<SpiceImageCompression> All = new("auto_glz", "auto_lz", "quic", "glz", "lz", "off");

    extension(SpiceImageCompression)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SpiceImageCompression> Names => All;
    }
}

/// <summary>&lt;jpeg compression&gt; and &lt;zlib compression&gt;.</summary>
public enum SpiceWanCompression
{
    Auto,
    Never,
    Always,
}

public static class SpiceWanCompressionNames
{
    private static readonly EnumNames<SpiceWanCompression> All = new("auto", "never", "always");

    extension(SpiceWanCompression)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SpiceWanCompression> Names => All;
    }
}

public enum SpiceStreaming
{
    Filter,
    All,
    Off,
}

public static class SpiceStreamingNames
{
    private static readonly EnumNames<SpiceStreaming> All = new("filter", "all", "off");

    extension(SpiceStreaming)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SpiceStreaming> Names => All;
    }
}
