using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>
/// What graphics get at each start: render nodes, addresses and sockets to listen on, ports (completion.md 6.9, startup.md 10). A plan that is not carried out
/// gets the first ports of the range instead of free ones.
/// </summary>
internal sealed class GraphicsPreparationPass : ICompletionPass
{
    private const int PretendedVncPort = 5900;
    private const int PretendedSpicePort = 5901;
    private const int PretendedSpiceTlsPort = 5902;
    private const int Any = -1;

    public void Run(TranslationContext context)
    {
        HashSet<int> taken = FixedPorts(context.Domain);
        foreach (Graphics graphics in context.Domain.Graphics)
        {
            switch (graphics)
            {
                case VncGraphics vnc:
                    PrepareListen(vnc, context, context.Settings.VncListen, context.Settings.VncAutoUnixSocket, "vnc.sock");
                    PrepareVncPorts(vnc, context, taken);
                    break;
                case SpiceGraphics spice:
                    PrepareListen(spice, context, context.Settings.SpiceListen, context.Settings.SpiceAutoUnixSocket, "spice.sock");
                    PrepareSpicePorts(spice, context, taken);
                    if (spice.Gl == true && context.Capabilities.Has(Flags.SpiceRendernode))
                    {
                        spice.RenderNode ??= FirstRenderNode(context, spice);
                    }

                    break;
                case EglHeadlessGraphics egl when context.Capabilities.Has(Flags.EglHeadlessRendernode):
                    egl.RenderNode ??= FirstRenderNode(context, egl);
                    break;
                case DbusGraphics dbus:
                    if (dbus.Gl == true)
                    {
                        dbus.RenderNode ??= FirstRenderNode(context, dbus);
                    }

                    break;
            }
        }
    }

    private static string FirstRenderNode(TranslationContext context, Graphics graphics) =>
        context.Host.RenderNode ?? throw DomainException.Operation("no DRM render node is available on this host", graphics.Position);

    private static void PrepareListen(Graphics graphics, TranslationContext context, string address, bool autoSocket, string socketName)
    {
        GraphicsListen listen = graphics.Listens[0];
        switch (listen.Type)
        {
            case GraphicsListenType.Address when listen.Address is null && autoSocket:
                listen.Type = GraphicsListenType.Socket;
                listen.Socket = $"{context.Paths.DomainDirectory}/{socketName}";
                break;
            case GraphicsListenType.Address:
                listen.Address ??= address;
                break;
            case GraphicsListenType.Socket:
                listen.Socket ??= $"{context.Paths.DomainDirectory}/{socketName}";
                break;
            case GraphicsListenType.Network:
                listen.Address = context.Host.NetworkAddress(listen.Network!)
                    ?? throw DomainException.Operation($"network '{listen.Network}' has no address to listen on", graphics.Position);
                break;
        }
    }

    private static void PrepareVncPorts(VncGraphics vnc, TranslationContext context, HashSet<int> taken)
    {
        if (vnc.Listens[0].Type is not (GraphicsListenType.Address or GraphicsListenType.Network))
        {
            return;
        }

        Settings settings = context.Settings;
        if (vnc.Autoport)
        {
            vnc.Port = FreePort(context, settings.DisplayPortMinimum, settings.DisplayPortMaximum, taken, PretendedVncPort, vnc);
        }

        if (vnc.Websocket == Any && context.Options.ForStart)
        {
            vnc.Websocket = FreePort(context, settings.WebsocketPortMinimum, settings.WebsocketPortMaximum, taken, Any, vnc);
        }
    }

    private static void PrepareSpicePorts(SpiceGraphics spice, TranslationContext context, HashSet<int> taken)
    {
        if (spice.Listens[0].Type is not (GraphicsListenType.Address or GraphicsListenType.Network))
        {
            return;
        }

        Settings settings = context.Settings;
        bool plain = spice.Port == Any;
        bool tls = spice.TlsPort == Any;
        if (spice.Autoport)
        {
            plain |= spice.DefaultMode != SpiceChannelMode.Secure || Array.IndexOf(spice.ChannelModes, SpiceChannelMode.Insecure) >= 0;
            tls |= Array.IndexOf(spice.ChannelModes, SpiceChannelMode.Secure) >= 0
                || spice.DefaultMode == SpiceChannelMode.Secure || (spice.DefaultMode == SpiceChannelMode.Any && settings.SpiceTls);
        }

        if (plain)
        {
            spice.Port = FreePort(context, settings.DisplayPortMinimum, settings.DisplayPortMaximum, taken, PretendedSpicePort, spice);
        }

        if (tls)
        {
            if (context.Options.ForStart && !settings.SpiceTls)
            {
                throw DomainException.Unsupported("Auto allocation of spice TLS port requested but spice TLS is disabled in qemu.conf", spice.Position);
            }

            spice.TlsPort = FreePort(context, settings.DisplayPortMinimum, settings.DisplayPortMaximum, taken, PretendedSpiceTlsPort, spice);
        }
    }

    private static int FreePort(TranslationContext context, uint minimum, uint maximum, HashSet<int> taken, int pretended, Graphics graphics)
    {
        if (!context.Options.ForStart)
        {
            return pretended;
        }

        int port = context.Host.FindFreePort(minimum, maximum, taken) ?? throw DomainException.Internal(
            string.Create(CultureInfo.InvariantCulture, $"Unable to find an unused port in range 'display' ({minimum}-{maximum})"), graphics.Position);
        taken.Add(port);
        return port;
    }

    /// <summary>Ports that the XML names are not given out.</summary>
    private static HashSet<int> FixedPorts(Domain domain)
    {
        HashSet<int> ports = [];
        foreach (Graphics graphics in domain.Graphics)
        {
            switch (graphics)
            {
                case VncGraphics vnc:
                    ports.Add(vnc.Port);
                    ports.Add(vnc.Websocket);
                    break;
                case SpiceGraphics spice:
                    ports.Add(spice.Port);
                    ports.Add(spice.TlsPort);
                    break;
            }
        }

        return ports;
    }
}
