using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>Checks of graphics (devices.md 4).</summary>
internal static class GraphicsRules
{
    private const int LongestVncPassword = 8;

    /// <summary>The program that serves RDP from QEMU's D-Bus display.</summary>
    private const string RdpHelper = "qemu-rdp";

    public static void Check(TranslationContext context)
    {
        Domain domain = context.Domain;
        bool headless = domain.Graphics.Exists(g => g.Type == GraphicsType.EglHeadless);
        foreach (Graphics graphics in domain.Graphics)
        {
            CheckType(graphics, context.Capabilities);
            CheckListens(graphics);
            if (context.Rules.ListensAreCheckedAtDefinition && graphics.Listens.Count > 1)
            {
                throw DomainException.Unsupported("QEMU does not support multiple listens for one graphics device.", graphics.Position);
            }

            if (headless && graphics.Type is not (GraphicsType.EglHeadless or GraphicsType.Vnc or GraphicsType.Spice))
            {
                throw DomainException.Unsupported("graphics type 'egl-headless' is only supported with one of: 'vnc', 'spice' graphics types",
                    graphics.Position);
            }

            switch (graphics)
            {
                case VncGraphics vnc:
                    CheckVnc(vnc, context);
                    break;
                case SpiceGraphics spice:
                    CheckSpice(spice, context, headless);
                    break;
                case EglHeadlessGraphics { RenderNode: not null } when !context.Capabilities.Has(Flags.EglHeadlessRendernode):
                    throw DomainException.Unsupported("This QEMU doesn't support OpenGL rendernode with egl-headless graphics type", graphics.Position);
                case DbusGraphics dbus:
                    CheckDbus(dbus, domain);
                    break;
                case RdpGraphics rdp:
                    CheckRdp(rdp, context);
                    break;
            }
        }
    }

    private static void CheckType(Graphics graphics, QemuCapabilities capabilities)
    {
        string? flag = graphics.Type switch
        {
            GraphicsType.Sdl => Flags.Sdl,
            GraphicsType.Vnc => Flags.Vnc,
            GraphicsType.Spice => Flags.Spice,
            GraphicsType.EglHeadless => Flags.EglHeadless,
            GraphicsType.Dbus or GraphicsType.Rdp => Flags.DisplayDbus,
            _ => null,
        };
        if (flag is null || !capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"{GraphicsType.Names[graphics.Type]} graphics are not supported with this QEMU", graphics.Position);
        }
    }

    private static void CheckListens(Graphics graphics)
    {
        foreach (GraphicsListen listen in graphics.Listens)
        {
            if (listen is { Type: GraphicsListenType.Network, Network: null })
            {
                throw new DomainException("listen type='network' needs the attribute 'network'", graphics.Position);
            }

            if (listen.Type is GraphicsListenType.Socket or GraphicsListenType.None && graphics.Type is not (GraphicsType.Vnc or GraphicsType.Spice))
            {
                throw DomainException.Unsupported(
                    $"listen type '{GraphicsListenType.Names[listen.Type]}' is not available for graphics type '{GraphicsType.Names[graphics.Type]}'",
                        graphics.Position);
            }
        }
    }

    /// <summary>The protocol has no longer ones.</summary>
    public static void CheckPassword(VncGraphics vnc)
    {
        if (vnc.Auth.Password is { Length: > LongestVncPassword } password)
        {
            throw DomainException.Unsupported($"VNC password is {password.Length} characters long, only {LongestVncPassword} permitted", vnc.Position);
        }
    }

    private static void CheckVnc(VncGraphics vnc, TranslationContext context)
    {
        CheckPassword(vnc);
        if (vnc.PowerControl is not null && !context.Capabilities.Has(Flags.VncPowerControl))
        {
            throw DomainException.Unsupported("VNC power control is not available with this QEMU", vnc.Position);
        }

        if (vnc.AudioId is { } id && !context.Domain.Audios.Exists(audio => audio.Id == id))
        {
            throw DomainException.Unsupported($"no audio device with id {id} for graphics of type 'vnc'", vnc.Position);
        }
    }

    private static void CheckSpice(SpiceGraphics spice, TranslationContext context, bool headless)
    {
        if (spice is { TlsPort: > 0, Listens: [{ Type: GraphicsListenType.Address or GraphicsListenType.Network }, ..] } && !context.Settings.SpiceTls)
        {
            throw DomainException.Unsupported("spice TLS port set in XML configuration, but TLS is disabled in qemu.conf", spice.Position);
        }

        if (spice.Gl != true)
        {
            return;
        }

        if (headless)
        {
            throw DomainException.Unsupported("multiple OpenGL displays are not supported by QEMU", spice.Position);
        }

        if (!context.Capabilities.Has(Flags.SpiceGl))
        {
            throw DomainException.Unsupported("This QEMU doesn't support spice OpenGL", spice.Position);
        }

        if (spice.RenderNode is not null && !context.Capabilities.Has(Flags.SpiceRendernode))
        {
            throw DomainException.Unsupported("This QEMU doesn't support spice OpenGL rendernode", spice.Position);
        }
    }

    private static void CheckDbus(DbusGraphics dbus, Domain domain)
    {
        if (dbus is { PeerToPeer: true, BusAddress: not null })
        {
            throw DomainException.Unsupported("D-Bus p2p graphics take no address", dbus.Position);
        }

        if (dbus.AudioId is { } id && !domain.Audios.Exists(audio => audio.Id == id && audio.Type == AudioType.Dbus))
        {
            throw DomainException.Unsupported($"D-Bus graphics need an audio backend of type 'dbus'; the one with id {id} is none", dbus.Position);
        }
    }

    private static void CheckRdp(RdpGraphics rdp, TranslationContext context)
    {
        if (context.Host.FindProgram(RdpHelper) is null)
        {
            throw DomainException.Unsupported($"rdp graphics are not supported with this QEMU: there is no '{RdpHelper}' on this host", rdp.Position);
        }

        string? refused = rdp.ReplaceUser ? "RDP doesn't support 'replaceUser'"
            : rdp.MultiUser ? "RDP doesn't support 'multiUser'"
            : rdp.Auth.ValidTo is not null ? "RDP password expiration isn't supported" : null;
        if (refused is not null)
        {
            throw DomainException.Unsupported(refused, rdp.Position);
        }
    }
}
