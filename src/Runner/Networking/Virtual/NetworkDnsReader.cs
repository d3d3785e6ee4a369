using System.Net;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>&lt;dns&gt; of a network.</summary>
internal static class NetworkDnsReader
{
    public static void Read(XmlCursor network, NetworkDefinition definition)
    {
        if (network.Child("dns") is not { } dns)
        {
            return;
        }

        NetworkDns result = definition.Dns;
        result.Enabled = dns.YesNo("enable") ?? true;
        result.ForwardPlainNames = dns.YesNo("forwardPlainNames") ?? true;
        foreach (XmlCursor forwarder in dns.Children("forwarder"))
        {
            string? domain = forwarder.NonEmpty("domain") is { } name ? NetworkDefinitionReader.Word(forwarder, "domain name", name) : null;
            IPAddress? address = NetworkDefinitionReader.Address(forwarder, "addr");
            if (domain is null && address is null)
            {
                throw forwarder.Error("<forwarder> needs 'addr', 'domain' or both");
            }

            result.Forwarders.Add(new(domain, address));
        }

        foreach (XmlCursor text in dns.Children("txt"))
        {
            string name = text.RequiredText("name");
            if (name.AsSpan().IndexOfAny(" ,") >= 0)
            {
                throw text.Error($"prohibited character in the name '{name}' of a DNS TXT record: no blank, no comma");
            }

            result.Texts.Add((NetworkDefinitionReader.Line(text, name), text.Text("value") is { } value ? NetworkDefinitionReader.Line(text, value) : null));
        }

        foreach (XmlCursor service in dns.Children("srv"))
        {
            result.Services.Add(Service(service));
        }

        foreach (XmlCursor host in dns.Children("host"))
        {
            List<string> names = [];
            foreach (XmlCursor name in host.Children("hostname"))
            {
                names.Add(NetworkDefinitionReader.Word(name, "host name", name.Content));
            }

            if (names.Count == 0)
            {
                throw host.Error("<host> of <dns> needs a <hostname>");
            }

            result.Hosts.Add((NetworkDefinitionReader.Address(host, "ip", host.RequiredText("ip")), names));
        }
    }

    private static NetworkService Service(XmlCursor cursor)
    {
        string service = NetworkDefinitionReader.Word(cursor, "service name", cursor.RequiredText("service"));
        string protocol = cursor.RequiredText("protocol");
        if (protocol is not ("tcp" or "udp"))
        {
            throw cursor.Error($"'{protocol}' is not a value of the attribute 'protocol' of <srv>; tcp or udp");
        }

        string? target = cursor.NonEmpty("target") is { } t ? NetworkDefinitionReader.Word(cursor, "host name", t) : null;
        uint? port = cursor.UInt("port");
        uint? priority = cursor.UInt("priority");
        uint? weight = cursor.UInt("weight");
        if (target is null && (port is not null || priority is not null || weight is not null))
        {
            throw cursor.Error("'port', 'priority' and 'weight' of <srv> need a 'target'");
        }

        if (port is 0 or > 65535 || priority > 65535 || weight > 65535)
        {
            throw cursor.Error("'port', 'priority' and 'weight' of <srv> take numbers up to 65535, the port above 0");
        }

        string? domain = cursor.NonEmpty("domain") is { } d ? NetworkDefinitionReader.Word(cursor, "domain name", d) : null;
        return new(service, protocol, domain, target, port, priority, weight);
    }
}
