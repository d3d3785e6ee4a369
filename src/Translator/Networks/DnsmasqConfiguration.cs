using System.Globalization;
using System.Net;
using System.Security;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>What dnsmasq is told about a network (networks.md 3.4).</summary>
public static class DnsmasqConfiguration
{
    private const string Head = "# made by virshlite for the network of this name; a change of the network overwrites it";

    /// <summary>The file for <c>--conf-file</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="bridge">Its bridge.</param>
    /// <param name="directory">Where the hosts files stand.</param>
    /// <param name="pidFile">null = dnsmasq writes none.</param>
    /// <exception cref="DomainException">A value cannot be told to dnsmasq.</exception>
    public static string Text(VirtualNetwork network, string bridge, string directory, string? pidFile)
    {
        var text = new DnsmasqText();
        bool hasDns = network.Dns.Enabled != false;
        text.Line(Head).Line("strict-order");
        Names(text, network, hasDns);
        if (pidFile is not null)
        {
            text.Line("pid-file", pidFile);
        }

        text.Line("except-interface", "lo").Line("bind-dynamic").Line("interface", DeviceName.Checked(bridge));
        if (network.Forward == NetworkForward.None)
        {
            // nobody gets out: no router, no servers beyond, and no default route over IPv6
            text.Line("dhcp-option", "3").Line("no-resolv").Line("ra-param", "*,0,0");
        }

        if (hasDns)
        {
            DnsmasqRecords.Write(text, network.Dns);
        }

        Served(text, network);
        if (network.HasDhcp)
        {
            text.Line("dhcp-hostsfile", FileName(directory, network.Name, "hostsfile"));
        }

        if (hasDns)
        {
            text.Line("addn-hosts", FileName(directory, network.Name, "addnhosts"));
        }

        if (network.Mtu is { } mtu)
        {
            text.Line("dhcp-option", "option:mtu," + Number(mtu));
        }

        Advertised(text, network);
        foreach (string option in network.DnsmasqOptions)
        {
            text.Line(option);
        }

        return text.ToString();
    }

    /// <summary>Where dnsmasq finds a file of the network; its name stands there as in XML, so that quotes in it end nothing.</summary>
    public static string FileName(string directory, string network, string extension) =>
        $"{directory}/{SecurityElement.Escape(network)}.{extension}";

    /// <summary>&lt;host&gt;s of DHCP that have an address, one line each, IPv4's first.</summary>
    public static string DhcpHosts(VirtualNetwork network)
    {
        var text = new DnsmasqText();
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            foreach (DhcpHost host in network.DhcpIp(isIpv6)?.Hosts ?? [])
            {
                if (host.Address is not { } address)
                {
                    continue;
                }

                string? name = host.Name is { Length: > 0 } n ? DnsmasqText.Field(n) : null;
                string?[] parts = isIpv6 ? [host.Id is { } id ? "id:" + id : null, name, $"[{address}]"]
                    : host.Mac is { } mac ? [mac, address.ToString(), name]
                    : [name, address.ToString()];
                text.Line(string.Join(',', [.. parts.Where(p => p is not null), .. LeaseWords(host.Lease)]));
            }
        }

        return text.ToString();
    }

    /// <summary>&lt;host&gt;s of DNS in the form of /etc/hosts; those of one address share a line.</summary>
    public static string DnsHosts(VirtualNetwork network)
    {
        var lines = new List<(IPAddress Address, List<string> Names)>();
        foreach (NetworkDnsHost host in network.Dns.Hosts)
        {
            if (host.Address is not { } address)
            {
                continue;
            }

            if (lines.Find(l => l.Address.Equals(address)).Names is not { } names)
            {
                lines.Add((address, names = []));
            }

            names.AddRange(host.Names.Select(DnsmasqText.Field));
        }

        var text = new DnsmasqText();
        foreach ((IPAddress address, List<string> names) in lines)
        {
            text.Fields([address.ToString(), .. names]);
        }

        return text.ToString();
    }

    private static void Names(DnsmasqText text, VirtualNetwork network, bool hasDns)
    {
        NetworkDns dns = network.Dns;
        if (!hasDns)
        {
            text.Line("port", "0");
        }
        else
        {
            foreach (NetworkForwarder forwarder in dns.Forwarders)
            {
                string domain = forwarder.Domain is { } name ? $"/{DnsmasqText.Field(name)}/" : "";
                text.Line("server", $"{domain}{(forwarder.Address is { } address ? address.ToString() : "#")}");
            }

            if (dns.Forwarders.Exists(f => f is { Domain: null, Address: not null }))
            {
                text.Line("no-resolv");
            }
        }

        if (network.Domain?.Name is { } own)
        {
            if (network.Domain.LocalOnly == true)
            {
                text.Line("local", $"/{DnsmasqText.Field(own)}/");
            }

            text.Line("domain", DnsmasqText.Field(own)).Line("expand-hosts");
        }

        if (!hasDns)
        {
            return;
        }

        foreach (NetworkIp ip in network.Ips.Where(i => i.LocalPtr == true))
        {
            text.Line("local", $"/{ReverseZone.Of(ip)}/");
        }

        if (dns.ForwardPlainNames == false)
        {
            text.Line("domain-needed").Line("local", "//");
        }
    }

    /// <summary>TFTP and DHCP: IPv4's before IPv6's, whatever stands first in the XML.</summary>
    private static void Served(DnsmasqText text, VirtualNetwork network)
    {
        List<NetworkIp> roots = network.Ips.FindAll(i => i.TftpRoot is not null);
        if (roots.Count > 0)
        {
            text.Line("enable-tftp");
            roots.ForEach(i => text.Line("tftp-root", i.TftpRoot!));
        }

        if (network.DhcpIp(isIpv6: false) is { } four)
        {
            foreach (DhcpRange range in four.Ranges)
            {
                text.Line("dhcp-range", string.Join(',',
                    [$"{range.Start}", $"{range.End}", $"{four.Netmask ?? IpMath.Netmask(four.Prefix)}", .. LeaseWords(range.Lease)]));
            }

            if (four.Ranges.Count == 0)
            {
                text.Line("dhcp-range", $"{four.Address},static");
            }

            text.Line("dhcp-no-override").Line("dhcp-authoritative");
            if (four.Boot is { } boot)
            {
                text.Line("dhcp-boot", $"{DnsmasqText.Whole(boot.File)}{(boot.Server is { } server ? ",," + DnsmasqText.Field(server) : "")}");
            }
        }

        if (network.DhcpIp(isIpv6: true) is { } six)
        {
            foreach (DhcpRange range in six.Ranges)
            {
                text.Line("dhcp-range", string.Join(',', [$"{range.Start}", $"{range.End}", Number(six.Prefix), .. LeaseWords(range.Lease)]));
            }

            if (six.Ranges.Count == 0)
            {
                text.Line("dhcp-range", $"{six.Address},static,{Number(six.Prefix)}");
            }
        }

        ulong most = 0;
        foreach (DhcpRange range in network.Ips.SelectMany(i => i.Ranges))
        {
            most += (ulong)(IpMath.Number(range.End) - IpMath.Number(range.Start) + 1);
        }

        if (most > 0)
        {
            text.Line("dhcp-lease-max", most.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What routers tell over IPv6.</summary>
    private static void Advertised(DnsmasqText text, VirtualNetwork network)
    {
        if (network.DhcpIp(isIpv6: true) is not null)
        {
            text.Line("enable-ra");
            return;
        }

        foreach (NetworkIp ip in network.Ips.Where(i => i.IsIpv6))
        {
            text.Line("dhcp-range", $"{ip.Address},ra-only");
        }
    }

    private static IEnumerable<string> LeaseWords(NetworkLease? lease) => lease is null ? []
        : [lease.Expiry == 0 ? "infinite" : lease.Expiry.ToString(CultureInfo.InvariantCulture) + lease.Unit[0]];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
