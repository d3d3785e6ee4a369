using System.Globalization;
using System.Net;
using System.Text;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// What dnsmasq is told about a network, with the same lines as libvirt's dnsmasq gets (measured: libvirt 11.3). Leases are kept by dnsmasq itself.
/// </summary>
public static class DnsmasqConfiguration
{
    /// <summary>The file for <c>--conf-file</c>.</summary>
    public static string Text(NetworkDefinition network, string bridge, NetworkFiles files)
    {
        var text = new StringBuilder();
        text.Line("# made by virshlite net-start, gone with net-destroy");
        text.Line("strict-order");
        Names(text, network);
        text.Line("pid-file=" + files.Pid);
        text.Line("except-interface=lo");
        text.Line("bind-dynamic");
        text.Line("interface=" + bridge);
        if (network.Forward == NetworkForward.None)
        {
            // nobody gets out: no router, no servers beyond, and no default route over IPv6
            text.Line("dhcp-option=3");
            text.Line("no-resolv");
            if (!network.Dns.Enabled)
            {
                text.Line("dhcp-option=6");
            }

            text.Line("ra-param=*,0,0");
        }

        Records(text, network.Dns);
        UInt128 leases = 0;
        foreach (NetworkIp ip in network.Ips)
        {
            leases += Served(text, ip);
        }

        if (network.HasDhcp)
        {
            text.Line("dhcp-leasefile=" + files.Leases);
            text.Line("dhcp-lease-max=" + UInt128.Min(UInt128.Max(leases, 1), 1_000_000).ToString(CultureInfo.InvariantCulture));
            text.Line("dhcp-hostsfile=" + files.DhcpHosts);
        }

        text.Line("addn-hosts=" + files.DnsHosts);
        if (network.HasDhcp && network.Mtu is { } mtu)
        {
            text.Line("dhcp-option=option:mtu," + Number(mtu));
        }

        if (network.Ips.Exists(i => i.IsIpv6))
        {
            if (network.Ips.Exists(i => i.IsIpv6 && i.Dhcp is { HasAnything: true }))
            {
                text.Line("enable-ra");
            }
            else
            {
                foreach (NetworkIp ip in network.Ips.Where(i => i.IsIpv6))
                {
                    text.Line($"dhcp-range={ip.Address},ra-only");
                }
            }
        }

        foreach (string option in network.DnsmasqOptions)
        {
            text.Line(option);
        }

        return text.ToString();
    }

    /// <summary>&lt;host&gt;s of DHCP, one line each.</summary>
    public static string DhcpHosts(NetworkDefinition network)
    {
        var text = new StringBuilder();
        foreach (NetworkIp ip in network.Ips)
        {
            foreach (DhcpHost host in ip.Dhcp?.Hosts ?? [])
            {
                string?[] parts =
                [
                    host.Mac,
                    host.Id is { } id ? "id:" + id : null,
                    ip.IsIpv6 ? host.Name : host.Address?.ToString(),
                    ip.IsIpv6 ? (host.Address is { } six ? $"[{six}]" : null) : host.Name,
                    host.Lease,
                ];
                text.Line(string.Join(',', parts.Where(p => p is not null)));
            }
        }

        return text.ToString();
    }

    /// <summary>&lt;host&gt;s of DNS in the form of /etc/hosts.</summary>
    public static string DnsHosts(NetworkDefinition network)
    {
        var text = new StringBuilder();
        foreach ((IPAddress address, IReadOnlyList<string> names) in network.Dns.Hosts)
        {
            text.Line(address + "\t" + string.Join('\t', names));
        }

        return text.ToString();
    }

    private static void Names(StringBuilder text, NetworkDefinition network)
    {
        NetworkDns dns = network.Dns;
        if (!dns.Enabled)
        {
            text.Line("port=0");
        }

        foreach (NetworkForwarder forwarder in dns.Forwarders)
        {
            string domain = forwarder.Domain is { } name ? $"/{name}/" : "";
            text.Line($"server={domain}{(forwarder.Address is { } address ? address.ToString() : "#")}");
        }

        if (dns.Forwarders.Exists(f => f.Domain is null) && network.Forward != NetworkForward.None)
        {
            text.Line("no-resolv");
        }

        if (network.Domain is { } own)
        {
            if (network.DomainLocalOnly)
            {
                text.Line($"local=/{own}/");
            }

            text.Line("domain=" + own);
            text.Line("expand-hosts");
        }

        if (!dns.ForwardPlainNames)
        {
            text.Line("domain-needed");
            if (!network.DomainLocalOnly)
            {
                text.Line("local=//");
            }
        }

        foreach (NetworkIp ip in network.Ips.Where(i => i.LocalPtr))
        {
            text.Line($"local=/{ReverseZone(ip)}/");
        }
    }

    private static void Records(StringBuilder text, NetworkDns dns)
    {
        foreach ((string name, string? value) in dns.Texts)
        {
            text.Line($"txt-record={name}{(value is null ? "" : "," + value)}");
        }

        foreach (NetworkService service in dns.Services)
        {
            string name = $"_{service.Service}._{service.Protocol}" + (service.Domain is { } domain ? "." + domain : "");
            if (service.Target is null)
            {
                text.Line("srv-host=" + name);
                continue;
            }

            List<string> parts = [name, service.Target];
            if (service.Port is not null || service.Priority is not null || service.Weight is not null)
            {
                parts.Add(Number(service.Port ?? 1));
            }

            if (service.Priority is not null || service.Weight is not null)
            {
                parts.Add(Number(service.Priority ?? 0));
            }

            if (service.Weight is { } weight)
            {
                parts.Add(Number(weight));
            }

            text.Line("srv-host=" + string.Join(',', parts));
        }
    }

    /// <summary>Ranges, boot file and TFTP of one address; the number of leases there can be.</summary>
    private static UInt128 Served(StringBuilder text, NetworkIp ip)
    {
        if (ip.TftpRoot is { } root)
        {
            text.Line("enable-tftp");
            text.Line("tftp-root=" + root);
        }

        if (ip.Dhcp is not { HasAnything: true } dhcp)
        {
            return 0;
        }

        UInt128 leases = 0;
        string mask = ip.IsIpv6 ? Number((uint)ip.Prefix) : IpMath.Netmask(ip.Prefix).ToString();
        foreach (DhcpRange range in dhcp.Ranges)
        {
            text.Line($"dhcp-range={range.Start},{range.End},{mask}{(range.Lease is { } lease ? "," + lease : "")}");
            UInt128 size = IpMath.Number(range.End) - IpMath.Number(range.Start);
            leases += UInt128.Min(size, int.MaxValue) + 1;
        }

        if (dhcp.Ranges.Count == 0)
        {
            text.Line($"dhcp-range={ip.Address},static,{mask}");
            leases += (uint)dhcp.Hosts.Count;
        }

        if (!ip.IsIpv6)
        {
            text.Line("dhcp-no-override");
            text.Line("dhcp-authoritative");
            if (dhcp.BootFile is { } file)
            {
                text.Line($"dhcp-boot={file}{(dhcp.BootServer is { } server ? ",," + server : "")}");
            }
        }

        return leases;
    }

    /// <summary>The zone of names for the whole parts of the prefix: 122.168.192.in-addr.arpa.</summary>
    private static string ReverseZone(NetworkIp ip)
    {
        var zone = new StringBuilder();
        byte[] bytes = ip.Address.GetAddressBytes();
        if (ip.IsIpv6)
        {
            for (int i = (ip.Prefix / 4) - 1; i >= 0; i--)
            {
                int digit = i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 0xf;
                zone.Append(digit.ToString("x", CultureInfo.InvariantCulture)).Append('.');
            }

            return zone.Append("ip6.arpa").ToString();
        }

        for (int i = (ip.Prefix / 8) - 1; i >= 0; i--)
        {
            zone.Append(bytes[i]).Append('.');
        }

        return zone.Append("in-addr.arpa").ToString();
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(this StringBuilder text, string line) => text.Append(line).Append('\n');
}
