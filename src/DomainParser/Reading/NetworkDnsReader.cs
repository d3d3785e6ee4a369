using System.Globalization;
using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;dns&gt; of a network, and its records by themselves, as an update names them.</summary>
internal static class NetworkDnsReader
{
    public static NetworkDns Read(XmlCursor cursor, string network)
    {
        var dns = new NetworkDns { Enabled = cursor.YesOrNo("enable"), ForwardPlainNames = cursor.YesOrNo("forwardPlainNames") };
        foreach (XmlCursor forwarder in cursor.Children("forwarder"))
        {
            IPAddress? address = forwarder.Address("addr", text => forwarder.Refused($"Invalid forwarder IP address '{text}' in network '{network}'"));
            string? domain = forwarder.Text("domain");
            dns.Forwarders.Add(address is null && domain is null
                ? throw forwarder.Refused("Invalid forwarder element, must contain at least one of addr or domain")
                : new(domain, address));
        }

        foreach (XmlCursor host in cursor.Children("host"))
        {
            dns.Hosts.Add(Host(host, network, isPartial: false));
        }

        foreach (XmlCursor service in cursor.Children("srv"))
        {
            dns.Services.Add(Service(service, network, isPartial: false));
        }

        foreach (XmlCursor text in cursor.Children("txt"))
        {
            dns.Texts.Add(Text(text, network, isPartial: false));
        }

        bool hasAnything = dns.Forwarders.Count > 0 || dns.Texts.Count > 0 || dns.Services.Count > 0 || dns.Hosts.Count > 0;
        return dns.Enabled == false && hasAnything ? throw cursor.Refused($"Extra data in disabled network '{network}'") : dns;
    }

    /// <param name="cursor">The element.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="isPartial">A record is looked for by what is said about it.</param>
    public static NetworkDnsHost Host(XmlCursor cursor, string network, bool isPartial)
    {
        if (cursor.Text("ip") is null && !isPartial && cursor.Children("hostname").Count > 0)
        {
            throw cursor.Refused($"Missing IP address in network '{network}' DNS HOST record", RefusalKind.Plain);
        }

        IPAddress? address = cursor.Address("ip", _ => cursor.Refused($"Invalid IP address in network '{network}' DNS HOST record", RefusalKind.Plain));
        List<string> names = [];
        foreach (XmlCursor name in cursor.Children("hostname"))
        {
            names.Add(name.Content is { Length: > 0 } text
                ? text : throw name.Refused($"Missing hostname in network '{network}' DNS HOST record", RefusalKind.Plain));
        }

        return names.Count == 0 && !isPartial ? throw cursor.Refused($"Missing hostname in network '{network}' DNS HOST record", RefusalKind.Plain)
            : names.Count == 0 && address is null ? throw cursor.Refused($"Missing ip and hostname in network '{network}' DNS HOST record", RefusalKind.Plain)
            : new(address, names);
    }

    /// <inheritdoc cref="Host"/>
    public static NetworkText Text(XmlCursor cursor, string network, bool isPartial)
    {
        string name = cursor.Text("name") ?? throw cursor.Refused($"missing required name attribute in DNS TXT record of network {network}", RefusalKind.Plain);
        if (name.AsSpan().ContainsAny(' ', ','))
        {
            throw cursor.Refused($"prohibited character in DNS TXT record name '{name}' of network {network}", RefusalKind.Plain);
        }

        string? value = cursor.Text("value");
        return value is null && !isPartial
            ? throw cursor.Refused($"missing required value attribute in DNS TXT record named '{name}' of network {network}", RefusalKind.Plain)
            : new(name, value);
    }

    /// <inheritdoc cref="Host"/>
    public static NetworkService Service(XmlCursor cursor, string network, bool isPartial)
    {
        string? service = cursor.Text("service");
        if (service is null && !isPartial)
        {
            throw cursor.Refused($"missing required service attribute in DNS SRV record of network '{network}'", RefusalKind.Plain);
        }

        if (service?.Any(c => !char.IsAsciiLetterOrDigit(c) && !"_-+/*".Contains(c, StringComparison.Ordinal)) == true)
        {
            throw cursor.Refused($"invalid character in service attribute '{service}' in DNS SRV record of network '{network}'", RefusalKind.Plain);
        }

        string? protocol = cursor.Text("protocol");
        if (protocol is null && !isPartial)
        {
            throw cursor.Refused($"missing required protocol attribute in DNS SRV record '{service}' of network '{network}'", RefusalKind.Plain);
        }

        if (protocol?.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-+/".Contains(c, StringComparison.Ordinal)) == true)
        {
            throw cursor.Refused($"invalid character in protocol attribute '{protocol}' in DNS SRV record of network '{network}'", RefusalKind.Plain);
        }

        string? target = cursor.Text("target");
        return new(
            service,
            protocol,
            cursor.Text("domain"),
            target,
            Number(cursor, "port", "invalid", 1),
            Number(cursor, "priority", "Invalid", 0),
            Number(cursor, "weight", "invalid", 0));

        uint Number(XmlCursor record, string attribute, string lead, uint least)
        {
            if (record.NonEmpty(attribute) is not { } text)
            {
                return 0;
            }

            if (target is null)
            {
                throw record.Refused($"DNS SRV {attribute} attribute not permitted without target for service '{service}' in network '{network}'",
                    RefusalKind.Plain);
            }

            return NetworkWords.TryNumber(text, out ulong value) && value >= least && value <= ushort.MaxValue
                ? (uint)value
                : throw record.Refused($"{lead} DNS SRV {attribute} attribute for service '{service}' in network '{network}'", RefusalKind.Plain);
        }
    }
}
