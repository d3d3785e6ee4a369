using System.Globalization;
using System.Text.RegularExpressions;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Facts;

namespace VirshLite.Runner.Launching;

/// <summary>The cause behind the kernel's or QEMU's words, and what would mend it.</summary>
internal static partial class FailureCauses
{
    private static readonly string[] BusyWords = ["Address already in use", "Failed to find an available port"];

    /// <summary>A sentence that goes on a line of its own; null where the words say it all.</summary>
    /// <param name="domain">Completed, with its ports.</param>
    /// <param name="message">What is said about the failed start.</param>
    public static string? Of(Domain domain, string message) =>
        MissingDevice().Match(message) is { Success: true } device ? Missing(domain, device.Groups[1].Value)
        : Array.Exists(BusyWords, w => message.Contains(w, StringComparison.Ordinal)) ? Busy(Ports(domain)) : null;

    /// <summary>The same for ports that somebody listens on.</summary>
    public static string? Busy(IEnumerable<int> ports)
    {
        foreach (int port in ports.Distinct())
        {
            if (PortOwner.Of(port) is { } owner)
            {
                return string.Create(CultureInfo.InvariantCulture, $"port {port} of this host belongs to {owner}");
            }
        }

        return null;
    }

    private static string Missing(Domain domain, string name)
    {
        bool isBridge = domain.Interfaces.Exists(n => n.Type == InterfaceType.Bridge);
        return $"there is no {(isBridge ? "bridge" : "network device")} '{name}' on this host"
            + (isBridge ? $": make it (ip link add {name} type bridge; ip link set {name} up), or name one that is here" : "");
    }

    /// <summary>Those that QEMU is told to listen on.</summary>
    private static IEnumerable<int> Ports(Domain domain)
    {
        foreach (Graphics graphics in domain.Graphics)
        {
            int[] ports = graphics switch
            {
                VncGraphics vnc => [vnc.Port, vnc.Websocket],
                SpiceGraphics spice => [spice.Port, spice.TlsPort],
                _ => [],
            };
            foreach (int port in ports.Where(p => p > 0))
            {
                yield return port;
            }
        }

        IEnumerable<CharacterDevice> devices = [.. domain.Serials, .. domain.Parallels, .. domain.Consoles, .. domain.Channels];
        foreach (CharacterDevice device in devices.Where(d => d.Source.Type == ChardevType.Tcp))
        {
            if (int.TryParse(device.Source.Service, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            {
                yield return port;
            }
        }
    }

    [GeneratedRegex("Cannot get interface [A-Za-z]+ on '([^']+)': No such device")]
    private static partial Regex MissingDevice();
}
