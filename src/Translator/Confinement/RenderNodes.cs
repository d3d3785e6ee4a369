using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>The DRM nodes that graphics render with.</summary>
internal static class RenderNodes
{
    /// <summary>The node of this display: the one that is named, else the host's first where one is needed; null where none is.</summary>
    public static string? Of(Graphics graphics, IHostFacts host) => Named(graphics) ?? (NeedsOne(graphics) ? host.RenderNode : null);

    /// <summary>Rendering by the host that asks for a node: spice and dbus with gl, and egl-headless.</summary>
    public static bool NeedsOne(Graphics graphics) => graphics switch
    {
        SpiceGraphics spice => spice.Gl == true,
        DbusGraphics dbus => dbus.Gl == true,
        EglHeadlessGraphics => true,
        _ => false,
    };

    private static string? Named(Graphics graphics) => graphics switch
    {
        SpiceGraphics { Gl: true } spice => spice.RenderNode,
        DbusGraphics { Gl: true } dbus => dbus.RenderNode,
        EglHeadlessGraphics headless => headless.RenderNode,
        _ => null,
    };
}
