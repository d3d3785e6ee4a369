using System.Collections.Frozen;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>
/// The filters that every host has, by the names and with the meanings that libvirt's have (nwfilter.md 3): what each lets through, in rules of our own.
/// </summary>
public static class StandardFilters
{
    private const string Dhcp = "<ip protocol='udp' srcipaddr='0.0.0.0' srcportstart='68' dstipaddr='255.255.255.255' dstportstart='67'/>";
    private const string Dhcpv6 = "<ipv6 protocol='udp' srcipaddr='fe80::' srcipmask='10' srcportstart='546' dstipaddr='ff02::1:2' dstportstart='547'/>";
    private const string Announcement =
        "dstmacaddr='ff:ff:ff:ff:ff:ff' opcode='Request_Reverse' arpsrcmacaddr='$MAC' arpdstmacaddr='$MAC' arpsrcipaddr='0.0.0.0' arpdstipaddr='0.0.0.0'/>";

    private static readonly (string Name, string Chain, int Priority, string Rules)[] Definitions =
    [
        ("allow-arp", "arp", -500, Rule("accept", "inout")),
        ("allow-ipv4", "ipv4", -700, Rule("accept", "inout")),
        ("allow-ipv6", "ipv6", -600, Rule("accept", "inout")),
        ("allow-incoming-ipv4", "ipv4", -700, Rule("accept", "in")),
        ("allow-incoming-ipv6", "ipv6", -600, Rule("accept", "in")),
        ("allow-dhcp", "ipv4", -700, Rule("accept", "out", 100, Dhcp) + Rule("accept", "in", 100, "<ip protocol='udp' srcportstart='67' dstportstart='68'/>")),
        ("allow-dhcp-server", "ipv4", -700, Rule("accept", "out", 100, Dhcp)
            + Rule("accept", "in", 100, "<ip protocol='udp' srcipaddr='$DHCPSERVER' srcportstart='67' dstportstart='68'/>")),
        ("allow-dhcpv6", "ipv6", -600, Rule("accept", "out", 100, Dhcpv6)
            + Rule("accept", "in", 100, "<ipv6 protocol='udp' srcportstart='547' dstportstart='546'/>")),
        ("allow-dhcpv6-server", "ipv6", -600, Rule("accept", "out", 100, Dhcpv6)
            + Rule("accept", "in", 100, "<ipv6 protocol='udp' srcipaddr='$DHCPSERVER' srcportstart='547' dstportstart='546'/>")),
        ("no-mac-spoofing", "mac", -800, Rule("return", "out", 500, "<mac srcmacaddr='$MAC'/>") + Rule("drop", "out", 500, "<mac/>")),
        ("no-ip-spoofing", "ipv4-ip", -710, Rule("return", "out", 100, "<ip protocol='udp' srcipaddr='0.0.0.0'/>")
            + Rule("return", "out", 500, "<ip srcipaddr='$IP'/>") + Rule("drop", "out", 1000)),
        ("no-ipv6-spoofing", "ipv6-ip", -610,
            Rule("return", "out", 100, "<ipv6 protocol='udp' srcipaddr='fe80::' srcipmask='10'/>") + Rule("return", "out", 500, "<ipv6 srcipaddr='$IPV6'/>")
                + Rule("drop", "out", 1000)),
        ("no-arp-mac-spoofing", "arp-mac", -520, Rule("return", "out", 350, "<arp arpsrcmacaddr='$MAC'/>") + Rule("drop", "out", 1000)),
        ("no-arp-ip-spoofing", "arp-ip", -510, Rule("return", "out", 400, "<arp arpsrcipaddr='$IP'/>") + Rule("drop", "out", 1000)),
        ("no-arp-spoofing", "root", 0, Use("no-arp-mac-spoofing") + Use("no-arp-ip-spoofing")),
        ("no-ip-multicast", "ipv4", -700, Rule("drop", "out", 500, "<ip dstipaddr='224.0.0.0' dstipmask='4'/>")),
        ("no-ipv6-multicast", "ipv6", -600, Rule("drop", "out", 500, "<ipv6 dstipaddr='ff00::' dstipmask='8'/>")),
        ("no-mac-broadcast", "ipv4", -700, Rule("drop", "out", 500, "<mac dstmacaddr='ff:ff:ff:ff:ff:ff'/>")),
        ("no-other-l2-traffic", "root", 0, Rule("drop", "inout", 1000)),
        ("no-other-rarp-traffic", "rarp", -400, Rule("drop", "inout", 1000)),
        ("qemu-announce-self-rarp", "rarp", -400,
            Rule("accept", "out", 500, "<rarp srcmacaddr='$MAC' " + Announcement) + Rule("accept", "in", 500, "<rarp " + Announcement)),
        ("qemu-announce-self", "root", 0, Rule("accept", "out", 500, "<mac protocolid='0x835'/>") + Use("qemu-announce-self-rarp")
            + Use("no-other-rarp-traffic")),
        ("clean-traffic", "root", 0,
            Use("no-mac-spoofing") + Use("no-ip-spoofing") + Rule("accept", "out", -650, "<mac protocolid='ipv4'/>") + Use("allow-incoming-ipv4")
                + Use("no-arp-spoofing")
            + Rule("accept", "inout", -500, "<mac protocolid='arp'/>") + Use("no-other-l2-traffic") + Use("qemu-announce-self")),
        ("clean-traffic-gateway", "root", 0,
            Use("no-mac-spoofing") + Use("no-ip-spoofing") + Use("no-arp-spoofing") + Rule("accept", "inout", -500, "<mac protocolid='arp'/>")
            + Rule("accept", "in", 500, "<mac srcmacaddr='$GATEWAY_MAC'/>") + Rule("accept", "out", 500, "<mac dstmacaddr='$GATEWAY_MAC'/>")
            + Use("no-other-l2-traffic") + Use("qemu-announce-self")),
    ];

    private static readonly FrozenDictionary<string, string> Xml = Definitions.ToFrozenDictionary(
        d => d.Name, d => FormattableString.Invariant(
            $"<filter name='{d.Name}' chain='{d.Chain}' priority='{d.Priority}'><uuid>{Id(d.Name):D}</uuid>{d.Rules}</filter>"));

    public static IReadOnlyCollection<string> Names => Xml.Keys;

    /// <summary>null where none has the name.</summary>
    public static NetworkFilter? Find(string name) => Xml.TryGetValue(name, out string? xml) ? NetworkFilterReader.Read(xml) : null;

    /// <summary>Always the same one for a name.</summary>
    private static Guid Id(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes("virshlite filter " + name), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static string Rule(string action, string direction, int priority = 500, string match = "") =>
        FormattableString.Invariant($"<rule action='{action}' direction='{direction}' priority='{priority}'>{match}</rule>");

    private static string Use(string filter) => $"<filterref filter='{filter}'/>";
}
