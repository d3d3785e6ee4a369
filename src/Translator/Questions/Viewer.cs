using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Questions;

/// <summary>
/// A program that shows a guest's screen, and the words it is called with. Viewers that ask a daemon of libvirt's for the guest are none of them.
/// </summary>
public sealed record Viewer(string Program, IReadOnlyList<string> Arguments)
{
    private const int FirstVncPort = 5900;

    /// <summary>Those that can show one of the guest's screens, the best first.</summary>
    public static IReadOnlyList<Viewer> All(Domain live)
    {
        var all = new List<Viewer>();
        foreach (Graphics graphics in live.Graphics)
        {
            string? socket = graphics.Listens.FirstOrDefault(l => l.Type == GraphicsListenType.Socket)?.Socket;
            switch (graphics)
            {
                case VncGraphics when socket is not null:
                    all.AddRange([new("remote-viewer", ["vnc+unix://" + socket]), new("vncviewer", [socket])]);
                    break;
                case VncGraphics { Port: >= FirstVncPort } vnc:
                    all.AddRange(OfVnc(HostOf(vnc), vnc.Port));
                    break;
                case SpiceGraphics when DisplayUri.All(live, withPassword: false).FirstOrDefault(d => d.Type == "spice").Uri is { } uri:
                    all.AddRange([new("remote-viewer", [uri]), new("spicy", ["--uri=" + uri])]);
                    break;
            }
        }

        return all;
    }

    /// <summary>The port of this host that a viewer elsewhere needs; null where there is none.</summary>
    public static int? PortOf(Domain live) => live.Graphics.Select(g => g switch
    {
        VncGraphics { Port: >= FirstVncPort } vnc => vnc.Port,
        SpiceGraphics { Port: > 0 } spice => spice.Port,
        _ => (int?)null,
    }).FirstOrDefault(port => port is not null);

    private static Viewer[] OfVnc(string host, int port)
    {
        string number = port.ToString(CultureInfo.InvariantCulture);
        string display = (port - FirstVncPort).ToString(CultureInfo.InvariantCulture);
        return
        [
            new("remote-viewer", [$"vnc://{host}:{number}"]), new("vncviewer", [$"{host}::{number}"]), new("xtigervncviewer", [$"{host}::{number}"]),
            new("xtightvncviewer", [$"{host}::{number}"]), new("gvncviewer", [$"{host}:{display}"]), new("vinagre", [$"vnc://{host}:{number}"]),
            new("krdc", [$"vnc://{host}:{number}"]), new("remmina", ["-c", $"vnc://{host}:{number}"]),
        ];
    }

    /// <summary>An address that means every address is this host's.</summary>
    private static string HostOf(Graphics graphics) =>
        graphics.Listens.FirstOrDefault(l => l.Type is GraphicsListenType.Address or GraphicsListenType.Network)?.Address switch
        {
            null or "0.0.0.0" or "::" => "127.0.0.1",
            var address when address.Contains(':', StringComparison.Ordinal) => $"[{address}]",
            var address => address,
        };
}
