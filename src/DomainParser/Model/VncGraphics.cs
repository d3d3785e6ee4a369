namespace VirshLite.DomainParser.Model;

/// <summary>&lt;graphics type='vnc'&gt;.</summary>
public sealed class VncGraphics : Graphics
{
    public override GraphicsType Type => GraphicsType.Vnc;

    /// <summary>TCP port; 0 with <see cref="Autoport"/>.</summary>
    public int Port { get; set; }

    public bool Autoport { get; set; }

    /// <summary>TCP port of the websocket; 0 = none, -1 = any.</summary>
    public int Websocket { get; set; }

    /// <summary>In a guest's status: the websocket's port was chosen at the start.</summary>
    public bool IsWebsocketGenerated { get; set; }

    public string? Keymap { get; set; }

    public VncSharePolicy? SharePolicy { get; set; }

    public bool? PowerControl { get; set; }

    public GraphicsAuth Auth { get; } = new();

    /// <summary>&lt;audio id&gt;; null = the first audio backend.</summary>
    public uint? AudioId { get; set; }
}

public enum VncSharePolicy
{
    AllowExclusive,
    ForceShared,
    Ignore,
}

public static class VncSharePolicyNames
{
    private static readonly EnumNames<VncSharePolicy> All = new("allow-exclusive", "force-shared", "ignore");

    extension(VncSharePolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VncSharePolicy> Names => All;
    }
}
