using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;ip&gt; and &lt;route&gt; below an ethernet interface's &lt;source&gt;: the host's own addresses on the device (network.md 8.7).</summary>
internal static class HostAddresses
{
    public static void Apply(string device, InterfaceSource source)
    {
        foreach (InterfaceIp ip in source.Ips)
        {
            string prefix = Number(ip.Prefix ?? (ip.IsIpv6 ? 64u : 24u));
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
            string target = route.Prefix is { } prefix ? $"{route.Address}/{Number(prefix)}" : route.Netmask is { } mask ? $"{route.Address}/{mask}" : route.Address;
            List<string> words = ["route", "add", target, "via", route.Gateway, "dev", device];
            if (route.Metric is { } metric)
            {
                words.AddRange(["metric", Number(metric)]);
            }

            NetworkCommand.Run("ip", words, $"Failed to add route {target} via {route.Gateway} to {device}");
        }
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
