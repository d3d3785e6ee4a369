using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Questions;

/// <summary>Where viewers find a running guest's screens (live-changes.md 13).</summary>
public static class DisplayUri
{
    private const int FirstVncPort = 5900;

    /// <param name="live">The running domain.</param>
    /// <param name="withPassword">With the passwords.</param>
    public static IEnumerable<(string Type, string Uri)> All(Domain live, bool withPassword)
    {
        foreach (Graphics graphics in live.Graphics)
        {
            string? uri = graphics switch
            {
                VncGraphics vnc => Of(vnc, withPassword),
                SpiceGraphics spice => Of(spice, withPassword),
                _ => null,
            };
            if (uri is not null)
            {
                yield return (GraphicsType.Names[graphics.Type], uri);
            }
        }
    }

    /// <summary><c>vncdisplay</c>: <c>127.0.0.1:0</c>, or <c>:0</c> without an address; null where there is no VNC port.</summary>
    public static string? Vnc(Domain live) =>
        live.Graphics.OfType<VncGraphics>().FirstOrDefault(v => v.Port >= FirstVncPort) is { } vnc
            ? string.Create(CultureInfo.InvariantCulture, $"{Bracketed(AddressOf(vnc) ?? "")}:{vnc.Port - FirstVncPort}") : null;

    private static string? Of(VncGraphics vnc, bool withPassword)
    {
        string password = withPassword && vnc.Auth.Password is { Length: > 0 } word ? $":{word}@" : "";
        return SocketOf(vnc) is { } socket ? "vnc+unix://" + password + socket
            : vnc.Port >= FirstVncPort
                ? string.Create(CultureInfo.InvariantCulture, $"vnc://{password}{Host(vnc)}:{vnc.Port - FirstVncPort}") : null;
    }

    private static string? Of(SpiceGraphics spice, bool withPassword)
    {
        if (SocketOf(spice) is { } socket)
        {
            return "spice+unix://" + socket;
        }

        List<string> questions = [];
        if (spice.TlsPort > 0)
        {
            questions.Add(string.Create(CultureInfo.InvariantCulture, $"tls-port={spice.TlsPort}"));
        }

        if (withPassword && spice.Auth.Password is { Length: > 0 } password)
        {
            questions.Add("password=" + password);
        }

        if (spice.Port <= 0 && spice.TlsPort <= 0)
        {
            return null;
        }

        string port = spice.Port > 0 ? string.Create(CultureInfo.InvariantCulture, $":{spice.Port}") : "";
        return $"spice://{Host(spice)}{port}{(questions.Count > 0 ? "?" + string.Join('&', questions) : "")}";
    }

    /// <summary>An address that means every address is this host's for whoever asks here.</summary>
    private static string Host(Graphics graphics) => AddressOf(graphics) switch
    {
        null or "0.0.0.0" or "::" => "localhost",
        var address => Bracketed(address),
    };

    private static string Bracketed(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    private static string? AddressOf(Graphics graphics) =>
        graphics.Listens.FirstOrDefault(l => l.Type is GraphicsListenType.Address or GraphicsListenType.Network)?.Address;

    private static string? SocketOf(Graphics graphics) => graphics.Listens.FirstOrDefault(l => l.Type == GraphicsListenType.Socket)?.Socket;
}
