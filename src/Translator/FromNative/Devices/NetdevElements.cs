using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>A -netdev as type and source of an interface.</summary>
internal static class NetdevElements
{
    /// <param name="queues">How many queues it has; 1 where it does not say.</param>
    /// <returns>False where the back end has no XML: then the card goes with it to the command line's rest.</returns>
    public static bool Fill(NativeCommand native, NativeOption netdev, XElement nic, out int queues)
    {
        queues = 1;
        switch (netdev.Kind)
        {
            case "user":
                if (netdev.Rest.Any(p => p.Key is not (
                    "type" or "id" or "net" or "ipv6-prefix" or "ipv6-prefixlen" or "vlan") && !PasstElements.SaysTheDefault(p)))
                {
                    return PasstElements.Fill(native, netdev, nic);
                }

                nic.SetAttributeValue("type", "user");
                User(netdev, nic);
                break;
            case "tap":
                Tap(native, netdev, nic, out queues);
                break;
            case "bridge":
                nic.SetAttributeValue("type", "bridge");
                nic.Add(With("source", "bridge", netdev.Take("br") ?? "br0"));
                break;
            case "socket":
                return Socket(netdev, nic);
            case "vhost-user":
                return VhostUser(native, netdev, nic, out queues);
            case "vhost-vdpa":
                nic.SetAttributeValue("type", "vdpa");
                nic.Add(With("source", "dev", Descriptors.PathOf(native, netdev.Take("vhostdev"), netdev.Id ?? "vdpa")));
                queues = (int)(netdev.TakeNumber("queues") ?? 1);
                break;
            case "stream" when netdev.Peek("addr.path")?.Contains("/passt/", StringComparison.Ordinal) == true:
                nic.SetAttributeValue("type", "user");
                nic.Add(With("backend", "type", "passt"));
                break;
            default:
                return false;
        }

        netdev.Take();
        return true;
    }

    private static void User(NativeOption netdev, XElement nic)
    {
        if (netdev.Take("net") is { } net)
        {
            string[] parts = net.Split('/');
            nic.Add(Element("ip", Attribute("family", "ipv4"), Attribute("address", parts[0]), Attribute("prefix", parts.Length > 1 ? parts[1] : null)));
        }

        if (netdev.Take("ipv6-prefix") is { } prefix)
        {
            nic.Add(Element("ip", Attribute("family", "ipv6"), Attribute("address", prefix), Attribute("prefix", netdev.Take("ipv6-prefixlen"))));
        }
    }

    private static void Tap(NativeCommand native, NativeOption netdev, XElement nic, out int queues)
    {
        string? fds = netdev.TakeAny("fds", "fd");
        queues = fds?.Split(':').Length ?? (int)(netdev.TakeNumber("queues") ?? 1);
        string? name = netdev.Take("ifname");
        string? bridge = netdev.Take("br");
        string? script = netdev.Take("script");
        string? down = netdev.Take("downscript");
        string? found = bridge ?? native.BridgeOfScript?.Invoke(script ?? "/etc/qemu-ifup");
        if (fds is null && found is not null)
        {
            nic.SetAttributeValue("type", "bridge");
            nic.Add(With("source", "bridge", found), With("target", "dev", name));
            return;
        }

        nic.SetAttributeValue("type", "ethernet");
        if (fds is not null)
        {
            native.Warn($"the tap device of {netdev.Id} was passed as a descriptor: which bridge or network it belonged to does not stand on the command line");
        }
        else
        {
            bool isNone = script == "no";
            nic.Add(isNone ? null : With("script", "path", script ?? "/etc/qemu-ifup"), down is null or "no" ? null : With("downscript", "path", down));
            nic.Add(name is null ? null : Element("target", Attribute("dev", name), isNone ? Attribute("managed", "no") : null));
        }

        if (netdev.Take("sndbuf") is { } buffer)
        {
            nic.Add(Element("tune", Text("sndbuf", buffer)));
        }
    }

    private static bool Socket(NativeOption netdev, XElement nic)
    {
        (string Type, string? Place)? found = netdev.Take("listen") is { } listen ? ("server", listen)
            : netdev.Take("connect") is { } connect ? ("client", connect)
            : netdev.Take("mcast") is { } mcast ? ("mcast", mcast)
            : netdev.Take("udp") is { } udp ? ("udp", udp)
            : null;
        if (found is not { } socket || socket.Place is null)
        {
            return false;
        }

        nic.SetAttributeValue("type", socket.Type);
        (string? host, string? port) = Split(socket.Place);
        var source = Element("source", Attribute("address", host), Attribute("port", port));
        if (netdev.Take("localaddr") is { } local)
        {
            (string? localHost, string? localPort) = Split(local);
            source.Add(Element("local", Attribute("address", localHost), Attribute("port", localPort)));
        }

        nic.Add(source);
        netdev.Take();
        return true;
    }

    private static (string? Host, string? Port) Split(string place)
    {
        int colon = place.LastIndexOf(':');
        return colon < 0 ? (place, null) : (colon == 0 ? null : place[..colon].Trim('[', ']'), place[(colon + 1)..]);
    }

    private static bool VhostUser(NativeCommand native, NativeOption netdev, XElement nic, out int queues)
    {
        queues = (int)(netdev.TakeNumber("queues") ?? 1);
        if (native.Find("-chardev", netdev.Peek("chardev")) is not { } chardev)
        {
            return false;
        }

        chardev.Take();
        netdev.Take();
        nic.SetAttributeValue("type", "vhostuser");
        string? path = chardev.Take("path");
        if (path?.Contains("/passt/", StringComparison.Ordinal) == true)
        {
            nic.Add(With("backend", "type", "passt"));
            return true;
        }

        bool isServer = chardev.TakeSwitch("server") == "on";
        nic.Add(Element(
            "source", Attribute("type", "unix"), Attribute("path", path), Attribute("mode", isServer ? "server" : "client"),
                ChardevElements.Reconnect(chardev)));
        return true;
    }
}
