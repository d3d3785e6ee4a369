using System.Globalization;
using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;ip&gt; and &lt;route&gt; below an ethernet interface's &lt;source&gt;: the host's own addresses on the device (network.md 8.7).</summary>
internal static class HostAddresses
{
    private const uint DefaultMetric = 1;

    public static void Apply(string device, InterfaceSource source)
    {
        foreach (InterfaceIp ip in source.Ips)
        {
            string prefix = Number(ip.Prefix ?? DefaultPrefix(ip));
            string address = ip.Peer is null ? ip.Address + "/" + prefix : ip.Address;
            List<string> words = ["address", "add", address];
            if (ip.Peer is { } peer)
            {
                words.AddRange(["peer", peer + "/" + prefix]);
            }
            else if (!ip.IsIpv6)
            {
                words.AddRange(["broadcast", "+"]);
            }

            NetworkCommand.Run("ip", [.. words, "dev", device], $"Failed to add IP address {ip.Address} to {device}");
        }

        foreach (InterfaceRoute route in source.Routes)
        {
            string target = route.Prefix is { } prefix ? $"{route.Address}/{Number(prefix)}" : route.Netmask is { } mask
                ? $"{route.Address}/{mask}" : route.Address ?? "default";
            List<string> words = ["route", "add", target, "via", route.Gateway, "dev", device, "metric", Number(route.Metric ?? DefaultMetric)];
            NetworkCommand.Run("ip", words, $"Failed to add route {target} via {route.Gateway} to {device}");
        }
    }

    /// <summary>64 bits of IPv6; of IPv4 what the address's class says (measured: libvirt 11.3).</summary>
    private static uint DefaultPrefix(InterfaceIp ip)
    {
        if (ip.IsIpv6 || !IPAddress.TryParse(ip.Address, out IPAddress? address))
        {
            return 64;
        }

        return address.GetAddressBytes()[0] switch
        {
            < 128 => 8,
            < 192 => 16,
            _ => 24,
        };
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
