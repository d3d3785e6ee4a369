using System.Globalization;

namespace VirshLite.DomainParser.Model;

/// <summary>Numbers in filter rules and the names that some of them have.</summary>
public static class FilterNumbers
{
    private static readonly (string Name, uint Number)[] EtherTypes = [("arp", 0x806), ("rarp", 0x8035), ("ipv4", 0x800), ("ipv6", 0x86dd), ("vlan", 0x8100)];

    private static readonly (string Name, uint Number)[] ArpOperations =
    [
        ("Request", 1), ("Reply", 2), ("Request_Reverse", 3), ("Reply_Reverse", 4), ("DRARP_Request", 5), ("DRARP_Reply", 6), ("DRARP_Error", 7),
            ("InARP_Request", 8), ("ARP_NAK", 9),
    ];

    private static readonly (string Name, uint Number)[] IpProtocols =
        [("tcp", 6), ("udp", 17), ("udplite", 136), ("esp", 50), ("ah", 51), ("icmp", 1), ("igmp", 2), ("sctp", 132), ("icmpv6", 58)];

    /// <summary>Decimal, hexadecimal behind 0x, or a name of the kind; false for anything else.</summary>
    public static bool TryParse(FilterValueKind kind, string text, out ulong number)
    {
        foreach ((string name, uint value) in Names(kind))
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                number = value;
                return true;
            }
        }

        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The name that a number of the kind has; null where it has none.</summary>
    public static string? NameOf(FilterValueKind kind, ulong number) => Array.Find(Names(kind), n => n.Number == number).Name;

    private static (string Name, uint Number)[] Names(FilterValueKind kind) => kind switch
    {
        FilterValueKind.EtherType => EtherTypes,
        FilterValueKind.ArpOperation => ArpOperations,
        FilterValueKind.IpProtocol => IpProtocols,
        _ => [],
    };
}
