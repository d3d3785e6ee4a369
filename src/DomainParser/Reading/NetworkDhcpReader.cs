using System.Globalization;
using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;range&gt; and &lt;host&gt; of a network's &lt;dhcp&gt;.</summary>
internal static class NetworkDhcpReader
{
    private const int LargestRange = 65535;

    public static DhcpRange Range(XmlCursor cursor, string network, NetworkIp ip)
    {
        IPAddress start = End(cursor, "start", network);
        IPAddress end = End(cursor, "end", network);
        string range = $"range {start} - {end}";
        string place = string.Create(CultureInfo.InvariantCulture, $"{ip.Address}/{ip.Prefix}");
        string? refusal = start.AddressFamily != end.AddressFamily || start.AddressFamily != ip.Address.AddressFamily
            ? $"mismatch of address family in {range}{(start.AddressFamily == end.AddressFamily ? $" for network {ip.Address}" : "")}"
            : ip.HasOddNetmask ? $"bad prefix -1 for network {ip.Address} when checking {range}"
            : !IpMath.IsInside(start, ip.Address, ip.Prefix) || !IpMath.IsInside(end, ip.Address, ip.Prefix) ? $"{range} is not entirely within network {place}"
            : !ip.IsIpv6 && start.Equals(IpMath.Network(ip.Address, ip.Prefix)) ? $"start of {range} in network {place} is the network address"
            : !ip.IsIpv6 && end.Equals(IpMath.Broadcast(ip.Address, ip.Prefix)) ? $"end of {range} in network {place} is the broadcast address"
            : IpMath.Number(start) > IpMath.Number(end) ? $"{range} is reversed "
            : IpMath.Number(end) - IpMath.Number(start) > LargestRange ? $"{range} is too large (> {LargestRange})"
            : null;
        return refusal is null ? new(start, end, Lease(cursor)) : throw cursor.Refused(refusal, RefusalKind.Internal);
    }

    /// <param name="cursor">The element.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="isIpv6">The family of the &lt;ip&gt; that it stands in.</param>
    /// <param name="isPartial">A host is looked for by what is said about it.</param>
    public static DhcpHost Host(XmlCursor cursor, string network, bool isIpv6, bool isPartial)
    {
        string? mac = Mac(cursor, network, isIpv6);
        string? id = Id(cursor, network);
        string? name = cursor.Text("name");
        if (name is not null && (name.Length == 0 || !char.IsAsciiLetterOrDigit(name[0])))
        {
            throw cursor.Refused($"Cannot use host name '{name}' in network '{network}'");
        }

        IPAddress? address = cursor.Address("ip", _ => cursor.Refused($"Invalid IP address in static host definition for network '{network}'"));
        if (isPartial)
        {
            return mac is null && id is null && name is null && address is null
                ? throw cursor.Refused($"At least one of name, mac, or ip attribute must be specified for static host definition in network '{network}'")
                : new(mac, id, name, address, Lease(cursor));
        }

        return isIpv6 && id is null && name is null ? throw cursor.Refused($"Static host definition in IPv6 network '{network}' must have id or name attribute")
            : !isIpv6 && mac is null && name is null
                ? throw cursor.Refused($"Static host definition in IPv4 network '{network}' must have mac or name attribute")
            : address is null ? throw cursor.Refused($"Missing IP address in static host definition for network '{network}'")
            : new(mac, id, name, address, Lease(cursor));
    }

    private static IPAddress End(XmlCursor cursor, string attribute, string network) =>
        cursor.Address(attribute, text => cursor.Refused($"Cannot parse socket address '{text}': Name or service not known", RefusalKind.Plain))
        ?? throw cursor.Refused($"Missing '{attribute}' attribute in dhcp range for network '{network}'");

    /// <summary>As it was written.</summary>
    private static string? Mac(XmlCursor cursor, string network, bool isIpv6)
    {
        if (cursor.Text("mac") is not { } mac)
        {
            return null;
        }

        return isIpv6 ? throw cursor.Refused($"Invalid to specify MAC address '{mac}' in network '{network}' IPv6 static host definition")
            : NetworkWords.Mac(mac) is not { } read ? throw cursor.Refused($"Cannot parse MAC address '{mac}' in network '{network}'")
            : NetworkWords.IsMulticast(read) ? throw cursor.Refused($"expected unicast mac address, found multicast '{mac}' in network '{network}'")
            : mac;
    }

    private static string? Id(XmlCursor cursor, string network)
    {
        string? id = cursor.Text("id");
        int wrong = id?.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF:") ?? -1;
        return wrong < 0 ? id : throw cursor.Refused($"Invalid character '{id![wrong]}' in id '{id}' of network '{network}'");
    }

    private static NetworkLease? Lease(XmlCursor parent)
    {
        if (parent.FirstChild("lease") is not { } lease || lease.Text("expiry") is null)
        {
            return null;
        }

        ulong expiry = lease.Unsigned("expiry") ?? 0;
        string unit = lease.Text("unit") ?? "minutes";
        if (unit is not ("seconds" or "minutes" or "hours"))
        {
            throw lease.Refused($"Invalid value for attribute 'unit' in element 'lease': '{unit}'.");
        }

        return (unit == "seconds" && expiry is > 0 and < 120) || (unit == "minutes" && expiry is > 0 and < 2)
            ? throw lease.Refused("The minimum lease time should be greater than 2 minutes", RefusalKind.Unsupported)
            : new(expiry, unit);
    }
}
