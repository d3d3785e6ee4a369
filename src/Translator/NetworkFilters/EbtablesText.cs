using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>A rule about frames in ebtables' words (nwfilter.md 5.1).</summary>
internal static class EbtablesText
{
    private const string StpGroup = "01:80:c2:00:00:00";

    /// <summary>The words between the chain's name and the target. <paramref name="reversed"/>: source and destination are exchanged.</summary>
    /// <exception cref="DomainException">The rule cannot be written this way round.</exception>
    public static IReadOnlyList<string> Match(ConcreteRule rule, bool reversed)
    {
        var words = new MatchWords(rule);
        if (rule.Protocol?.Name == "stp")
        {
            if (reversed && rule.Has("srcmacaddr"))
            {
                throw DomainException.Internal("STP filtering in inout direction with source MAC address set is not supported");
            }

            Stp(words, rule);
            return words.Words;
        }

        words.Option(reversed ? "-d" : "-s", "srcmacaddr", rule.Masked("srcmacaddr", "srcmacmask"));
        words.Option(reversed ? "-s" : "-d", "dstmacaddr", rule.Masked("dstmacaddr", "dstmacmask"));
        switch (rule.Protocol?.Name)
        {
            case "mac":
                words.Option("-p", "protocolid", rule.Hex("protocolid"));
                break;
            case "vlan":
                words.Add("-p", "0x8100");
                words.Option("--vlan-id", "vlanid", rule.Decimal("vlanid"));
                words.Option("--vlan-encap", "encap-protocol", rule.Decimal("encap-protocol"));
                break;
            case "arp" or "rarp":
                Arp(words, rule, reversed);
                break;
            case "ip":
                Ip(words, rule, reversed, "ip");
                words.Option("--ip-tos", "dscp", rule.Hex("dscp"));
                break;
            case "ipv6":
                Ip(words, rule, reversed, "ip6");
                Icmp(words, rule);
                break;
        }

        return words.Words;
    }

    public static string Target(FilterAction action) => action switch
    {
        FilterAction.Accept => "ACCEPT",
        FilterAction.Return => "RETURN",
        FilterAction.Continue => "CONTINUE",
        _ => "DROP",
    };

    /// <summary>What a chain's packets are told by where its root chain jumps to it.</summary>
    public static IReadOnlyList<string> ChainMatch(string chain) =>
        chain.StartsWith("ipv4", StringComparison.Ordinal) ? ["-p", "0x0800"]
        : chain.StartsWith("ipv6", StringComparison.Ordinal) ? ["-p", "0x86dd"]
        : chain.StartsWith("arp", StringComparison.Ordinal) ? ["-p", "0x0806"]
        : chain.StartsWith("rarp", StringComparison.Ordinal) ? ["-p", "0x8035"]
        : chain.StartsWith("vlan", StringComparison.Ordinal) ? ["-p", "0x8100"]
        : chain.StartsWith("stp", StringComparison.Ordinal) ? ["-d", StpGroup]
        : [];

    private static void Stp(MatchWords words, ConcreteRule rule)
    {
        words.Option("-s", "srcmacaddr", rule.Masked("srcmacaddr", "srcmacmask"));
        words.Add("-d", StpGroup);
        words.Option("--stp-type", "type", rule.Decimal("type"));
        words.Option("--stp-flags", "flags", rule.Decimal("flags"));
        words.Option("--stp-root-pri", "root-priority", rule.Span("root-priority", "root-priority-hi"));
        words.Option("--stp-root-addr", "root-address", rule.Masked("root-address", "root-address-mask"));
        words.Option("--stp-root-cost", "root-cost", rule.Span("root-cost", "root-cost-hi"));
        words.Option("--stp-sender-prio", "sender-priority", rule.Span("sender-priority", "sender-priority-hi"));
        words.Option("--stp-sender-addr", "sender-address", rule.Masked("sender-address", "sender-address-mask"));
        words.Option("--stp-port", "port", rule.Span("port", "port-hi"));
        words.Option("--stp-msg-age", "age", rule.Span("age", "age-hi"));
        words.Option("--stp-max-age", "max-age", rule.Span("max-age", "max-age-hi"));
        words.Option("--stp-hello-time", "hello-time", rule.Span("hello-time", "hello-time-hi"));
        words.Option("--stp-forward-delay", "forward-delay", rule.Span("forward-delay", "forward-delay-hi"));
    }

    private static void Arp(MatchWords words, ConcreteRule rule, bool reversed)
    {
        (string source, string destination) = reversed ? ("dst", "src") : ("src", "dst");
        words.Add("-p", rule.Protocol!.Name == "arp" ? "0x806" : "0x8035");
        words.Option("--arp-htype", "hwtype", rule.Decimal("hwtype"));
        words.Option("--arp-opcode", "opcode", rule.Decimal("opcode"));
        words.Option("--arp-ptype", "protocoltype", rule.Hex("protocoltype"));
        words.Option("--arp-ip-" + source, "arpsrcipaddr", ArpAddress(rule, "arpsrcipaddr", "arpsrcipmask"));
        words.Option("--arp-ip-" + destination, "arpdstipaddr", ArpAddress(rule, "arpdstipaddr", "arpdstipmask"));
        words.Option("--arp-mac-" + source, "arpsrcmacaddr", rule.Text("arpsrcmacaddr"));
        words.Option("--arp-mac-" + destination, "arpdstmacaddr", rule.Text("arpdstmacaddr"));
        if (rule.Text("gratuitous") == "true")
        {
            words.Add(rule.IsNegated("gratuitous") ? ["!", "--arp-gratuitous"] : ["--arp-gratuitous"]);
        }
    }

    private static string? ArpAddress(ConcreteRule rule, string address, string mask) =>
        rule.Text(address) is { } text ? $"{text}/{rule.Text(mask) ?? "32"}" : null;

    private static void Ip(MatchWords words, ConcreteRule rule, bool reversed, string family)
    {
        (string source, string destination) = reversed ? ("destination", "source") : ("source", "destination");
        words.Add("-p", family == "ip" ? "ipv4" : "ipv6");
        words.Option($"--{family}-{source}", "srcipaddr", rule.Masked("srcipaddr", "srcipmask"));
        words.Option($"--{family}-{destination}", "dstipaddr", rule.Masked("dstipaddr", "dstipmask"));
        words.Option($"--{family}-protocol", "protocol", rule.Decimal("protocol"));
        words.Option($"--{family}-{source}-port", "srcportstart", rule.Span("srcportstart", "srcportend"));
        words.Option($"--{family}-{destination}-port", "dstportstart", rule.Span("dstportstart", "dstportend"));
    }

    /// <summary>Types and codes as two spans; what is open at both ends is everything.</summary>
    private static void Icmp(MatchWords words, ConcreteRule rule)
    {
        if (rule.Has("type") || rule.Has("typeend") || rule.Has("code") || rule.Has("codeend"))
        {
            string sign = rule.Has("type") ? "type" : rule.Has("typeend") ? "typeend" : rule.Has("code") ? "code" : "codeend";
            words.Option("--ip6-icmp-type", sign, $"{Ends("type", "typeend")}/{Ends("code", "codeend")}");
        }

        string Ends(string first, string last) => $"{rule.Decimal(first) ?? "0"}:{rule.Decimal(last) ?? rule.Decimal(first) ?? "255"}";
    }
}
