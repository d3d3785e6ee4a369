using System.Net;
using System.Net.Sockets;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;source&gt; of an interface, by its type, and the &lt;ip&gt; and &lt;route&gt; elements of either side.</summary>
internal static class InterfaceSourceReader
{
    public static void Read(XmlCursor cursor, Interface nic)
    {
        ReadIps(cursor, nic.GuestIps);
        ReadRoutes(cursor, nic.GuestRoutes, "guest");
        ReadPortForwards(cursor, nic.PortForwards);
        if (cursor.Child("source") is not { } source)
        {
            if (nic.Type is InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Internal or InterfaceType.Vdpa
                or InterfaceType.Client or InterfaceType.Server or InterfaceType.Mcast or InterfaceType.Udp)
            {
                throw cursor.Error($"interface type='{InterfaceType.Names[nic.Type]}' requires a 'source' element");
            }

            RequireSource(cursor, nic);
            return;
        }

        nic.Source.IsGiven = true;
        ReadByType(source, nic);
        ReadIps(source, nic.Source.Ips);
        ReadRoutes(source, nic.Source.Routes, "host");
        RequireSource(source, nic);
    }

    private static void ReadByType(XmlCursor source, Interface nic)
    {
        InterfaceSource read = nic.Source;
        if (nic.Type is InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Hostdev)
        {
            // live XML of an interface that came through a network still names it
            source.IgnoreAttributes("network", "portgroup", "portid");
        }

        if (source.IsLive && source.NonEmpty("network") is { } network)
        {
            read.Network = network;
            read.PortGroup = source.NonEmpty("portgroup");
            read.PortId = source.NonEmpty("portid");
            read.Bridge = source.NonEmpty("bridge");
        }

        switch (nic.Type)
        {
            case InterfaceType.Network:
                read.Network = source.NonEmpty("network") ?? throw source.Error("no <source> 'network' attribute specified with <interface type='network'/>");
                read.PortGroup = source.NonEmpty("portgroup");
                source.IgnoreAttributes("portid", "bridge", "dev", "mode");
                break;
            case InterfaceType.Bridge:
                read.Bridge = source.NonEmpty("bridge") ?? throw source.Error("no <source> 'bridge' attribute specified with <interface type='bridge'/>");
                break;
            case InterfaceType.Direct:
                read.Device = source.NonEmpty("dev") ?? throw source.Error("no <source> 'dev' attribute specified with <interface type='direct'/>");
                read.Mode = source.Enum("mode", DirectMode.Names);
                break;
            case InterfaceType.Internal:
                read.Name = source.NonEmpty("name") ?? throw source.Error("no <source> 'name' attribute specified with <interface type='internal'/>");
                break;
            case InterfaceType.Vdpa:
                read.Device = source.NonEmpty("dev") ?? throw source.Error("no <source> 'dev' attribute specified with <interface type='vdpa'/>");
                break;
            case InterfaceType.VhostUser:
                ReadVhostUser(source, nic);
                break;
            case InterfaceType.User:
                string? device = source.NonEmpty("dev");
                read.Device = nic.Backend.Type == InterfaceBackendType.Passt ? device : null;
                break;
            case InterfaceType.Client or InterfaceType.Server or InterfaceType.Mcast or InterfaceType.Udp:
                read.Address = source.NonEmpty("address");
                read.Port = source.Int("port") ?? throw source.Error("no <source> 'port' attribute specified with socket interface");
                if (read.Address is null && nic.Type != InterfaceType.Server)
                {
                    throw source.Error("no <source> 'address' attribute specified with socket interface");
                }

                if (nic.Type == InterfaceType.Udp)
                {
                    XmlCursor local = source.RequiredChild("local");
                    read.LocalAddress = local.NonEmpty("address") ?? throw local.Error("no <local> 'address' attribute specified with socket interface");
                    read.LocalPort = local.Int("port") ?? throw local.Error("no <local> 'port' attribute specified with socket interface");
                }

                break;
            case InterfaceType.Hostdev:
                XmlCursor address = source.RequiredChild("address");
                read.HostAddress = address.Text("type") is null or "pci"
                    ? DeviceAddressReader.ReadHostPci(address)
                    : throw address.Unsupported("<interface type='hostdev'> takes a host device of type 'pci' only");
                break;
        }
    }

    private static void ReadVhostUser(XmlCursor source, Interface nic)
    {
        InterfaceSource read = nic.Source;
        if (nic.Backend.Type == InterfaceBackendType.Passt)
        {
            read.Device = source.NonEmpty("dev");
            source.IgnoreAttributes("type", "path", "mode");
            source.IgnoreChildren("reconnect");
            return;
        }

        source.IgnoreAttributes("dev");
        read.SocketType = source.NonEmpty("type");
        if (read.SocketType is not (null or "unix"))
        {
            throw source.Unsupported($"Type='{read.SocketType}' unsupported for <interface type='vhostuser'>");
        }

        read.Path = source.NonEmpty("path");
        read.IsServer = source.Switch("mode", "server", "client") ?? false;
        if (source.Child("reconnect") is not { } reconnect)
        {
            return;
        }

        read.ReconnectEnabled = reconnect.YesNo("enabled");
        read.ReconnectTimeout = reconnect.UInt("timeout");
        if (read.ReconnectEnabled == true && read.ReconnectTimeout is null)
        {
            throw reconnect.Error("missing timeout for chardev with reconnect enabled");
        }

        if (read.IsServer && read.ReconnectEnabled == true)
        {
            throw reconnect.Unsupported("'reconnect' attribute is not supported when source mode='server' for <interface type='vhostuser'>");
        }
    }

    private static void RequireSource(XmlCursor place, Interface nic)
    {
        if (nic.Type == InterfaceType.VhostUser && nic.Source.Path is null && nic.Backend.Type != InterfaceBackendType.Passt)
        {
            throw place.Error("Missing required attribute 'path' in element 'source'");
        }

        if (nic.Type == InterfaceType.Hostdev && nic.Source.HostAddress is null)
        {
            throw place.Error("interface type='hostdev' requires a <source> with the host device's <address>");
        }
    }

    private static void ReadIps(XmlCursor parent, List<InterfaceIp> ips)
    {
        foreach (XmlCursor ip in parent.Children("ip"))
        {
            string? family = ip.Text("family");
            string text = ip.RequiredText("address");
            IPAddress address = Address(ip, text);
            bool isIpv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
            if (family is "ipv4" or "ipv6" && isIpv6 != (family == "ipv6"))
            {
                throw ip.Error($"invalid address '{text}' in <ip> of family '{family}'");
            }

            uint? prefix = ip.UInt("prefix");
            if (prefix > (isIpv6 ? 128u : 32u))
            {
                throw ip.Error($"invalid prefix {prefix} in <ip>");
            }

            string? peer = ip.NonEmpty("peer");
            ips.Add(new InterfaceIp(address.ToString(), isIpv6, prefix is 0 ? null : prefix, peer is null ? null : Address(ip, peer).ToString()));
        }
    }

    private static void ReadRoutes(XmlCursor parent, List<InterfaceRoute> routes, string owner)
    {
        foreach (XmlCursor route in parent.Children("route"))
        {
            string? to = route.Knows("12.2") ? route.Text("address") : route.RequiredText("address");
            string? address = to is null ? null : Address(route, to).ToString();
            string gateway = Address(route, route.RequiredText("gateway")).ToString();
            if (route.Text("family") is "ipv6" && !gateway.Contains(':', StringComparison.Ordinal))
            {
                throw route.Error($"ipv6 specified for non-IPv6 gateway address '{gateway}' in route definition");
            }

            if (address is not null)
            {
                NetworkRouteReader.Read(route, $"interface {owner} IP");
            }

            routes.Add(new InterfaceRoute(route.Text("family"), address, route.NonEmpty("netmask"), route.UInt("prefix"), gateway, route.UInt("metric")));
        }
    }

    private static void ReadPortForwards(XmlCursor parent, List<PortForward> forwards)
    {
        foreach (XmlCursor forward in parent.Children("portForward"))
        {
            bool isUdp = forward.Switch("proto", "udp", "tcp") ?? throw forward.Error("<portForward> needs the attribute 'proto': 'tcp' or 'udp'");
            List<PortForwardRange> ranges = [];
            foreach (XmlCursor range in forward.Children("range"))
            {
                uint start = range.UInt("start") ?? throw range.Error("<range> needs the attribute 'start'");
                ranges.Add(new PortForwardRange(start, range.UInt("end"), range.UInt("to"), range.YesNo("exclude")));
            }

            string? address = forward.NonEmpty("address");
            forwards.Add(new PortForward(isUdp, address is null ? null : Address(forward, address).ToString(), forward.NonEmpty("dev"), ranges));
        }
    }

    private static IPAddress Address(XmlCursor cursor, string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? address : throw cursor.Error($"'{text}' is no IP address");
}
