namespace VirshLite.DomainParser.Model;

/// <summary>What an attribute of a filter rule holds.</summary>
public enum FilterValueKind
{
    Number,
    Mac,
    MacMask,
    Ipv4,
    Ipv4Mask,
    Ipv6,
    Ipv6Mask,

    /// <summary>The number of what an Ethernet frame carries, or its name.</summary>
    EtherType,

    /// <summary>What an ARP packet asks for, by number or name.</summary>
    ArpOperation,

    /// <summary>What an IP packet carries, by number or name.</summary>
    IpProtocol,
    Truth,
    Text,
    ConnectionStates,
    TcpFlags,
    SetName,
    SetFlags,
}

/// <summary>One attribute of a protocol's element; numbers run from <paramref name="Least"/> to <paramref name="Most"/>.</summary>
/// <param name="IsDecimal">Whether a number must be a decimal one.</param>
public sealed record FilterAttribute(string Name, FilterValueKind Kind, ulong Most = ulong.MaxValue, ulong Least = 0, bool IsDecimal = false);

/// <summary>Where a rule's packets are looked at.</summary>
public enum FilterLayer
{
    /// <summary>Frames, on the bridge.</summary>
    Ethernet,
    Ipv4,
    Ipv6,
}

/// <summary>A protocol's element in a rule, with its attributes in libvirt's printing order (nwfilter.md 2.1).</summary>
public sealed record FilterProtocol(string Name, FilterLayer Layer, IReadOnlyList<FilterAttribute> Attributes)
{
    private const ulong Byte = 0xff;
    private const ulong Word = 0xffff;
    private const ulong Double = 0xffffffff;

    private static readonly FilterAttribute[] Macs =
    [
        new("srcmacaddr", FilterValueKind.Mac), new("srcmacmask", FilterValueKind.MacMask), new("dstmacaddr", FilterValueKind.Mac),
            new("dstmacmask", FilterValueKind.MacMask),
    ];

    private static readonly FilterAttribute[] Ports =
        [new("srcportstart", default, Word), new("srcportend", default, Word), new("dstportstart", default, Word), new("dstportend", default, Word)];

    private static readonly FilterAttribute Comment = new("comment", FilterValueKind.Text);

    private static readonly FilterAttribute Dscp = new("dscp", default, 63);

    private static readonly FilterAttribute[] Arp =
    [
        .. Macs, new("hwtype", default, Word), new("protocoltype", default, Word), new("opcode", FilterValueKind.ArpOperation, Word),
        new("arpsrcmacaddr", FilterValueKind.Mac), new("arpdstmacaddr", FilterValueKind.Mac),
        new("arpsrcipaddr", FilterValueKind.Ipv4), new("arpsrcipmask", FilterValueKind.Ipv4Mask), new("arpdstipaddr", FilterValueKind.Ipv4),
            new("arpdstipmask", FilterValueKind.Ipv4Mask),
        new("gratuitous", FilterValueKind.Truth), Comment,
    ];

    /// <summary>All there are, by name.</summary>
    public static IReadOnlyDictionary<string, FilterProtocol> All { get; } = Make().ToDictionary(p => p.Name);

    /// <summary>The protocol of the packets that iptables names: tcp for tcp-ipv6.</summary>
    public string Packet => Name.EndsWith("-ipv6", StringComparison.Ordinal) ? Name[..^5] : Name;

    public bool HasPorts => Packet is "tcp" or "udp" or "sctp";

    public bool IsIcmp => Packet is "icmp" or "icmpv6";

    private static IEnumerable<FilterProtocol> Make()
    {
        yield return new("mac", FilterLayer.Ethernet, [.. Macs, new("protocolid", FilterValueKind.EtherType, Word, 0x600), Comment]);
        yield return new("vlan", FilterLayer.Ethernet,
            [.. Macs, new("vlanid", default, 4095), new("encap-protocol", FilterValueKind.EtherType, Word, 0x600), Comment]);
        yield return new("stp", FilterLayer.Ethernet, [.. Stp(), Comment]);
        yield return new("arp", FilterLayer.Ethernet, Arp);
        yield return new("rarp", FilterLayer.Ethernet, Arp);
        yield return new("ip", FilterLayer.Ethernet,
            [.. Macs, .. Addresses(false), new("protocol", FilterValueKind.IpProtocol, Byte), .. Ports, Dscp, Comment]);
        yield return new(
            "ipv6",
            FilterLayer.Ethernet,
            [
                .. Macs, .. Addresses(true), new("protocol", FilterValueKind.IpProtocol, Byte), .. Ports,
                new("type", default, Byte), new("typeend", default, Byte), new("code", default, Byte), new("codeend", default, Byte), Comment,
            ]);
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            FilterLayer layer = isIpv6 ? FilterLayer.Ipv6 : FilterLayer.Ipv4;
            string suffix = isIpv6 ? "-ipv6" : "";
            FilterAttribute[] common = [new("srcmacaddr", FilterValueKind.Mac), .. IpGroup(isIpv6)];
            yield return new("tcp" + suffix, layer, [.. common, .. Ports, new("option", default, Byte), new("flags", FilterValueKind.TcpFlags), Comment]);
            yield return new("udp" + suffix, layer, [.. common, .. Ports, Comment]);
            yield return new("sctp" + suffix, layer, [.. common, .. Ports, Comment]);
            foreach (string name in (string[])["udplite", "esp", "ah", "all"])
            {
                yield return new(name + suffix, layer, [.. common, Comment]);
            }

            yield return new(isIpv6 ? "icmpv6" : "icmp", layer, [.. common, new("type", default, Byte), new("code", default, Byte), Comment]);
            if (!isIpv6)
            {
                yield return new("igmp", layer, [.. common, Comment]);
            }
        }
    }

    private static IEnumerable<FilterAttribute> Stp() =>
    [
        Macs[0], Macs[1], new("type", default, Byte), new("flags", default, Byte), .. Span("root-priority", Word),
        new("root-address", FilterValueKind.Mac), new("root-address-mask", FilterValueKind.MacMask), .. Span("root-cost", Double),
            .. Span("sender-priority", Word),
        new("sender-address", FilterValueKind.Mac), new("sender-address-mask", FilterValueKind.MacMask), .. Span("port", Word), .. Span("age", Word),
            .. Span("max-age", Word),
        .. Span("hello-time", Word), .. Span("forward-delay", Word),
    ];

    private static FilterAttribute[] Span(string name, ulong most) => [new(name, default, most), new(name + "-hi", default, most)];

    private static FilterAttribute[] Addresses(bool isIpv6)
    {
        FilterValueKind address = isIpv6 ? FilterValueKind.Ipv6 : FilterValueKind.Ipv4;
        FilterValueKind mask = isIpv6 ? FilterValueKind.Ipv6Mask : FilterValueKind.Ipv4Mask;
        return [new("srcipaddr", address), new("srcipmask", mask), new("dstipaddr", address), new("dstipmask", mask)];
    }

    private static IEnumerable<FilterAttribute> IpGroup(bool isIpv6)
    {
        FilterValueKind address = isIpv6 ? FilterValueKind.Ipv6 : FilterValueKind.Ipv4;
        return
        [
            .. Addresses(isIpv6), new("srcipfrom", address), new("srcipto", address), new("dstipfrom", address), new("dstipto", address), Dscp,
            new("connlimit-above", default, Word, IsDecimal: true), new("state", FilterValueKind.ConnectionStates), new("ipset", FilterValueKind.SetName),
                new("ipsetflags", FilterValueKind.SetFlags),
        ];
    }
}
