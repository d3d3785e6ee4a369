using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>Graphics in XML order (devices.md 4). Each type but the simplest has a file of its own.</summary>
internal static class GraphicsArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        RefuseSecondOfAKind(builder.Domain.Graphics);
        foreach (Graphics graphics in builder.Domain.Graphics)
        {
            if (graphics.Listens.Count > 1)
            {
                throw DomainException.Unsupported("QEMU does not support multiple listens for one graphics device", graphics.Position);
            }

            switch (graphics)
            {
                case VncGraphics vnc:
                    VncArguments.Add(builder, vnc);
                    break;
                case SpiceGraphics spice:
                    SpiceArguments.Add(builder, spice);
                    break;
                case SdlGraphics sdl:
                    AddSdl(builder, sdl);
                    break;
                case EglHeadlessGraphics egl:
                    RequireRenderNode(builder, egl.RenderNode, "egl-headless graphics");
                    builder.Add("-display", new OptionText("egl-headless").Escaped("rendernode", egl.RenderNode));
                    break;
                case DbusGraphics dbus:
                    DbusArguments.Add(builder, dbus);
                    break;
                case RdpGraphics rdp:
                    CheckRdp(builder, rdp);
                    break;
                default:
                    throw DomainException.Unsupported(
                        $"unsupported graphics type '{GraphicsType.Names[graphics.Type]}'; vnc, spice, sdl, dbus, rdp or egl-headless would be right",
                            graphics.Position);
            }
        }
    }

    /// <summary>QEMU opens the node by itself.</summary>
    public static void RequireRenderNode(CommandLineBuilder builder, string? node, string why)
    {
        if (node is not null)
        {
            builder.Plan.Requirements.Add(new(node, why, HostAccess.Node));
        }
    }

    private static void AddSdl(CommandLineBuilder builder, SdlGraphics sdl)
    {
        if (sdl.Xauth is not null)
        {
            builder.Plan.SetEnvironment("XAUTHORITY", sdl.Xauth);
        }

        if (sdl.Display is not null)
        {
            builder.Plan.SetEnvironment("DISPLAY", sdl.Display);
        }

        if (sdl.Fullscreen)
        {
            builder.Add("-full-screen");
        }

        builder.Add("-display", new OptionText("sdl").Add("gl", sdl.Gl));
    }

    /// <summary>Nothing for QEMU: a program of its own serves RDP from the bus of the D-Bus display (devices.md 4.3; measured: libvirt 11.3).</summary>
    private static void CheckRdp(CommandLineBuilder builder, RdpGraphics rdp)
    {
        if (!builder.Domain.Graphics.Exists(g => g is DbusGraphics { PeerToPeer: false }))
        {
            throw DomainException.Unsupported("qemu-rdp support requires a D-Bus bus graphics device", rdp.Position);
        }

        if (builder.Context.Options.ForStart)
        {
            throw DomainException.Operation("rdp graphics can be translated, but not started: qemu-rdp would have to be started and given its credentials",
                rdp.Position);
        }
    }

    private static void RefuseSecondOfAKind(List<Graphics> graphics)
    {
        uint seen = 0;
        foreach (Graphics one in graphics)
        {
            uint bit = 1u << (int)one.Type;
            if ((seen & bit) != 0)
            {
                throw DomainException.Unsupported(
                    $"only 1 graphics device of each type (sdl, vnc, spice, headless, dbus, rdp) is supported; '{GraphicsType.Names[one.Type]}' stands here "
                    + "twice", one.Position);
            }

            seen |= bit;
        }
    }
}
