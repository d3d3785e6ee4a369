using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>A rule about frames in nft's words: what <see cref="EbtablesText"/> says for ebtables (nwfilter.md 5.1).</summary>
internal static class NftFrameMatch
{
    private const string StpGroup = "01:80:c2:00:00:00";

    /// <summary>Bits of a BPDU's fields behind the frame's start: two addresses and a length, three bytes of LLC, then the BPDU.</summary>
    private static readonly (string Attribute, string? Last, int Offset, int Length)[] StpFields =
    [
        ("type", null, 160, 8), ("flags", null, 168, 8), ("root-priority", "root-priority-hi", 176, 16), ("root-cost", "root-cost-hi", 240, 32),
        ("sender-priority", "sender-priority-hi", 272, 16), ("port", "port-hi", 336, 16), ("age", "age-hi", 352, 16), ("max-age", "max-age-hi", 368, 16),
        ("hello-time", "hello-time-hi", 384, 16), ("forward-delay", "forward-delay-hi", 400, 16),
    ];

    /// <exception cref="DomainException">nft has no words for it.</exception>
    public static string Of(ConcreteRule rule, bool reversed)
    {
        var words = new List<string>();
        if (rule.Protocol?.Name == "stp")
        {
            Mac(words, rule, "ether saddr", "srcmacaddr", "srcmacmask");
            Stp(words, rule);
            return string.Join(' ', words);
        }

        Mac(words, rule, reversed ? "ether daddr" : "ether saddr", "srcmacaddr", "srcmacmask");
        Mac(words, rule, reversed ? "ether saddr" : "ether daddr", "dstmacaddr", "dstmacmask");
        switch (rule.Protocol?.Name)
        {
            case "mac":
                Value(words, rule, "ether type", "protocolid", rule.Hex("protocolid"));
                break;
            case "vlan":
                words.Add("ether type 0x8100");
                Value(words, rule, "vlan id", "vlanid", rule.Decimal("vlanid"));
                Value(words, rule, "vlan type", "encap-protocol", rule.Hex("encap-protocol"));
                break;
            case "arp" or "rarp":
                Arp(words, rule, reversed);
                break;
            case "ip":
                Ip(words, rule, reversed, "ip");
                Value(words, rule, "@nh,8,8", "dscp", rule.Hex("dscp"));
                break;
            case "ipv6":
                Ip(words, rule, reversed, "ip6");
                Icmp(words, rule);
                break;
        }

        return string.Join(' ', words);
    }

    /// <summary>What a chain's packets are told by where its root chain jumps to it.</summary>
    public static string Chain(string chain) =>
        chain.StartsWith("ipv4", StringComparison.Ordinal) ? "ether type 0x0800 "
        : chain.StartsWith("ipv6", StringComparison.Ordinal) ? "ether type 0x86dd "
        : chain.StartsWith("arp", StringComparison.Ordinal) ? "ether type 0x0806 "
        : chain.StartsWith("rarp", StringComparison.Ordinal) ? "ether type 0x8035 "
        : chain.StartsWith("vlan", StringComparison.Ordinal) ? "ether type 0x8100 "
        : chain.StartsWith("stp", StringComparison.Ordinal) ? $"ether daddr {StpGroup} "
        : "";

    internal static string Sign(ConcreteRule rule, string attribute) => rule.IsNegated(attribute) ? "!= " : "";

    private static void Value(List<string> words, ConcreteRule rule, string what, string attribute, string? value)
    {
        if (value is not null)
        {
            words.Add($"{what} {Sign(rule, attribute)}{value}");
        }
    }

    private static void Mac(List<string> words, ConcreteRule rule, string what, string address, string mask)
    {
        if (rule.Text(address) is { } mac)
        {
            words.Add(rule.Text(mask) is { } bits ? $"{what} & {bits} {(rule.IsNegated(address) ? "!=" : "==")} {Masked(mac, bits)}"
                : $"{what} {Sign(rule, address)}{mac}");
        }
    }

    /// <summary>An address without the bits that do not count: nft compares what is left of the frame's with it.</summary>
    private static string Masked(string mac, string mask) => string.Join(':', mac.Split(':').Zip(mask.Split(':'), (m, b) =>
        (byte.Parse(m, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & byte.Parse(b, NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture)).ToString("x2", CultureInfo.InvariantCulture)));

    private static void Stp(List<string> words, ConcreteRule rule)
    {
        words.Add("ether daddr " + StpGroup);
        foreach ((string attribute, string? last, int offset, int length) in StpFields)
        {
            if (rule.Decimal(attribute) is { } low)
            {
                string value = last is not null && rule.Decimal(last) is { } high ? $"{low}-{high}" : low;
                Value(words, rule, string.Create(CultureInfo.InvariantCulture, $"@ll,{offset},{length}"), attribute, value);
            }
        }

        Raw(words, rule, 192, "root-address", "root-address-mask");
        Raw(words, rule, 288, "sender-address", "sender-address-mask");
    }

    private static void Raw(List<string> words, ConcreteRule rule, int offset, string address, string mask)
    {
        if (rule.Text(address) is { } mac)
        {
            string bits = rule.Text(mask) ?? "ff:ff:ff:ff:ff:ff";
            string value = "0x" + Masked(mac, bits).Replace(":", "", StringComparison.Ordinal);
            words.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"@ll,{offset},48 & 0x{bits.Replace(":", "", StringComparison.Ordinal)} {(rule.IsNegated(address) ? "!=" : "==")} {value}"));
        }
    }

    private static void Arp(List<string> words, ConcreteRule rule, bool reversed)
    {
        if (rule.Text("gratuitous") == "true")
        {
            throw DomainException.Unsupported("a filter rule asks for gratuitous ARP, which nft cannot tell: it needs ebtables");
        }

        (string source, string destination) = reversed ? ("daddr", "saddr") : ("saddr", "daddr");
        words.Add(rule.Protocol!.Name == "arp" ? "ether type 0x0806" : "ether type 0x8035");
        Value(words, rule, "arp htype", "hwtype", rule.Decimal("hwtype"));
        Value(words, rule, "arp operation", "opcode", rule.Decimal("opcode"));
        Value(words, rule, "arp ptype", "protocoltype", rule.Hex("protocoltype"));
        Value(words, rule, $"arp {source} ip", "arpsrcipaddr", rule.Masked("arpsrcipaddr", "arpsrcipmask"));
        Value(words, rule, $"arp {destination} ip", "arpdstipaddr", rule.Masked("arpdstipaddr", "arpdstipmask"));
        Value(words, rule, $"arp {source} ether", "arpsrcmacaddr", rule.Text("arpsrcmacaddr"));
        Value(words, rule, $"arp {destination} ether", "arpdstmacaddr", rule.Text("arpdstmacaddr"));
    }

    private static void Ip(List<string> words, ConcreteRule rule, bool reversed, string family)
    {
        (string source, string destination) = reversed ? ("daddr", "saddr") : ("saddr", "daddr");
        (string from, string to) = reversed ? ("dport", "sport") : ("sport", "dport");
        words.Add(family == "ip" ? "ether type 0x0800" : "ether type 0x86dd");
        Value(words, rule, $"{family} {source}", "srcipaddr", rule.Masked("srcipaddr", "srcipmask"));
        Value(words, rule, $"{family} {destination}", "dstipaddr", rule.Masked("dstipaddr", "dstipmask"));
        Value(words, rule, "meta l4proto", "protocol", rule.Decimal("protocol"));
        Value(words, rule, "th " + from, "srcportstart", rule.Span("srcportstart", "srcportend")?.Replace(':', '-'));
        Value(words, rule, "th " + to, "dstportstart", rule.Span("dstportstart", "dstportend")?.Replace(':', '-'));
    }

    private static void Icmp(List<string> words, ConcreteRule rule)
    {
        foreach (string what in (string[])["type", "code"])
        {
            if (rule.Has(what) || rule.Has(what + "end"))
            {
                words.Add($"icmpv6 {what} {Sign(rule, what)}{rule.Decimal(what) ?? "0"}-{rule.Decimal(what + "end") ?? rule.Decimal(what) ?? "255"}");
            }
        }
    }
}
