using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>A network's bridge on the host: made, addressed, up; and forwarding in the kernel.</summary>
internal static class BridgeSetup
{
    private const int LongestRoutingTable = 1 << 20;

    public static void Create(VirtualNetwork network, string bridge, string mac)
    {
        // the kernel takes no delay below 2 s with STP on, and then uses 2 s, as it does for libvirt
        string delay = ((long)network.DelaySeconds * 100).ToString(CultureInfo.InvariantCulture);
        List<string> words = ["link", "add", "name", bridge, "address", mac];
        if (network.Mtu is { } mtu)
        {
            words.AddRange(["mtu", Number(mtu)]);
        }

        words.AddRange(["type", "bridge", "forward_delay", delay, "stp_state", network.Stp ? "1" : "0"]);
        Ip(words, $"Unable to create bridge {bridge}");
        if (network.MacTableManagerLibvirt)
        {
            Ip(["link", "set", bridge, "type", "bridge", "vlan_filtering", "1"], $"Unable to turn on the VLAN filter of bridge {bridge}, which macTableManager='libvirt' needs");
        }
    }

    /// <summary>Addresses, IPv6 behaviour, up, routes, bandwidth.</summary>
    public static void Configure(VirtualNetwork network, string bridge)
    {
        string ipv6 = $"/proc/sys/net/ipv6/conf/{bridge}/";
        bool hasIpv6 = network.Ips.Exists(i => i.IsIpv6);
        if (Directory.Exists(ipv6))
        {
            if (!hasIpv6)
            {
                Kernel(ipv6 + "disable_ipv6", "1");
            }
            else
            {
                Kernel(ipv6 + "disable_ipv6", "0");
            }

            // it is the router here, and hears of no other
            Kernel(ipv6 + "accept_ra", "0");
            Kernel(ipv6 + "autoconf", "0");
        }
        else if (hasIpv6)
        {
            throw new GuestException("the network has an IPv6 address, but this kernel runs without IPv6");
        }

        foreach (NetworkIp ip in network.Ips)
        {
            string[] end = ip.IsIpv6 ? ["nodad"] : ip.Prefix < 31 ? ["broadcast", "+"] : [];
            Ip(["address", "add", $"{ip.Address}/{Number((uint)ip.Prefix)}", .. end, "dev", bridge], $"Failed to add IP address {ip.Address} to {bridge}");
        }

        using (var device = new NetworkDevice(bridge))
        {
            device.SetUp();
        }

        foreach (NetworkRoute route in network.Routes)
        {
            string target = $"{route.Address}/{Number((uint)route.Prefix)}";
            string[] metric = ["metric", Number(route.Metric ?? 1)];
            Ip(["route", "replace", target, "via", route.Gateway.ToString(), "dev", bridge, "proto", "static", .. metric], $"Failed to add route {target} via {route.Gateway}");
        }

        if (network.Bandwidth is { } bandwidth)
        {
            TrafficControl.Apply(bridge, bandwidth, transmitIsInbound: true);
        }
    }

    /// <summary>Lets the kernel hand packets on between devices. It stays so afterwards: others may rely on it by then.</summary>
    public static void Forward(VirtualNetwork network)
    {
        if (network.Ips.Exists(i => !i.IsIpv6))
        {
            Kernel("/proc/sys/net/ipv4/ip_forward", "1");
        }

        const string all = "/proc/sys/net/ipv6/conf/all/forwarding";
        if (network.Ips.Exists(i => i.IsIpv6) && KernelFiles.Read(all) != "1")
        {
            KeepLearntRoutes();
            Kernel(all, "1");
        }
    }

    /// <summary>Two networks with the same addresses on one host could both not be reached.</summary>
    public static void CheckAddressesAreFree(VirtualNetwork network)
    {
        foreach (string line in (KernelFiles.Read("/proc/net/route", LongestRoutingTable) ?? "").Split('\n').Skip(1))
        {
            string[] words = line.Split('\t', StringSplitOptions.TrimEntries);
            if (words.Length < 8 || !TryHex(words[1], out uint destination) || !TryHex(words[7], out uint mask) || mask == 0)
            {
                continue;
            }

            foreach (NetworkIp ip in network.Ips.Where(i => !i.IsIpv6))
            {
                uint own = (uint)IpMath.Number(IpMath.Netmask(ip.Prefix));
                uint common = own & mask;
                if (((uint)IpMath.Number(ip.Address) & common) == (destination & common) && own == mask)
                {
                    throw new GuestException($"internal error: Network is already in use by interface {words[0]}: {ip.Network} is routed there");
                }
            }
        }
    }

    public static bool IsBridge(string name) => Directory.Exists($"/sys/class/net/{name}/bridge");

    /// <summary>Devices connected to it.</summary>
    public static IReadOnlyList<string> Ports(string bridge)
    {
        string ports = $"/sys/class/net/{bridge}/brif";
        return Directory.Exists(ports) ? [.. Directory.GetFileSystemEntries(ports).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)] : [];
    }

    public static void Remove(string bridge)
    {
        if (IsBridge(bridge))
        {
            Ip(["link", "delete", "dev", bridge], $"Unable to delete bridge {bridge}");
        }
    }

    /// <summary>Forwarding makes the kernel forget routes that it learnt from routers, unless a device's accept_ra is 2: the host would lose its way out.</summary>
    private static void KeepLearntRoutes()
    {
        CommandResult result = HostCommand.Run("ip", "-6", "route", "show", "proto", "ra");
        foreach (string line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            int at = Array.IndexOf(words, "dev");
            if (at >= 0 && at + 1 < words.Length && KernelFiles.Read($"/proc/sys/net/ipv6/conf/{words[at + 1]}/accept_ra") is not "2")
            {
                throw new GuestException(
                    $"internal error: Check the host setup: interface {words[at + 1]} has kernel autoconfigured IPv6 routes and enabling forwarding without accept_ra set to 2 " +
                    "will cause the kernel to flush them, breaking networking.");
            }
        }
    }

    private static bool TryHex(string text, out uint value)
    {
        bool isRight = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint raw);
        value = BinaryPrimitives.ReverseEndianness(raw);
        return isRight;
    }

    private static void Kernel(string path, string value)
    {
        try
        {
            File.WriteAllText(path, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GuestException($"cannot write {value} to {path}: {e.Message}", e);
        }
    }

    private static void Ip(IReadOnlyList<string> words, string what) => NetworkCommand.Run("ip", words, what);

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
