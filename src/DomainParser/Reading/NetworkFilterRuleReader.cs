using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>The attributes of a rule's protocol: several elements of one name add up, those of match='no' are negated (nwfilter.md 2).</summary>
internal static class NetworkFilterRuleReader
{
    /// <summary>Attributes that take the sign of another.</summary>
    private static readonly (string Attribute, string Sign)[] Signs =
    [
        ("srcmacmask", "srcmacaddr"), ("dstmacmask", "dstmacaddr"), ("srcipmask", "srcipaddr"), ("dstipmask", "dstipaddr"), ("arpsrcipmask", "arpsrcipaddr"),
        ("arpdstipmask", "arpdstipaddr"), ("srcipto", "srcipfrom"), ("dstipto", "dstipfrom"), ("srcportend", "srcportstart"), ("dstportend", "dstportstart"),
        ("root-address-mask", "root-address"), ("sender-address-mask", "sender-address"), ("root-priority-hi", "root-priority"), ("root-cost-hi", "root-cost"),
        ("sender-priority-hi", "sender-priority"), ("port-hi", "port"), ("age-hi", "age"), ("max-age-hi", "max-age"), ("hello-time-hi", "hello-time"),
        ("forward-delay-hi", "forward-delay"),
    ];

    public static IReadOnlyDictionary<string, FilterValue> Values(XmlCursor rule, FilterProtocol protocol)
    {
        var values = new Dictionary<string, FilterValue>();
        foreach (XmlCursor cursor in rule.Children(protocol.Name))
        {
            bool isNegated = cursor.Text("match") == "no";
            if (protocol.Packet == "sctp")
            {
                cursor.IgnoreAttributes("option");
            }

            // the last ones first: of several wrong values libvirt names the one that it comes to first
            foreach (FilterAttribute attribute in protocol.Attributes.Reverse())
            {
                if (cursor.Text(attribute.Name) is { } text)
                {
                    string plain = NetworkFilterValueReader.Plain(attribute, text)
                        ?? throw cursor.Refused($"{attribute.Name} has illegal value {text}", RefusalKind.Internal);
                    values[attribute.Name] = new(plain, isNegated);
                }
            }
        }

        DropSets(protocol, values);
        if (protocol.HasPorts && values.TryGetValue("dstportstart", out FilterValue? start))
        {
            // a slip of libvirt's that guests have come to rely on
            values["dstportstart"] = start with { IsNegated = values.GetValueOrDefault("srcportstart")?.IsNegated == true };
        }

        foreach ((string attribute, string sign) in Signs)
        {
            if (values.TryGetValue(attribute, out FilterValue? value) && values.TryGetValue(sign, out FilterValue? of))
            {
                values[attribute] = value with { IsNegated = of.IsNegated };
            }
        }

        CheckPorts(rule, protocol, values);
        return values;
    }

    /// <summary>A set without flags has one, one that is not to be matched is as good as absent; rules of <c>all</c> keep what they say.</summary>
    private static void DropSets(FilterProtocol protocol, Dictionary<string, FilterValue> values)
    {
        if (protocol.Packet == "all")
        {
            return;
        }

        if (!values.TryGetValue("ipset", out FilterValue? set) || set.IsNegated)
        {
            values.Remove("ipset");
            values.Remove("ipsetflags");
            return;
        }

        values.TryAdd("ipsetflags", new("src", false));
    }

    private static void CheckPorts(XmlCursor rule, FilterProtocol protocol, Dictionary<string, FilterValue> values)
    {
        bool hasPorts = values.ContainsKey("srcportstart") || values.ContainsKey("srcportend") || values.ContainsKey("dstportstart")
            || values.ContainsKey("dstportend");
        if (protocol.Name is not ("ip" or "ipv6") || !hasPorts)
        {
            return;
        }

        bool isRight = values.TryGetValue("protocol", out FilterValue? carried)
            && FilterNumbers.TryParse(FilterValueKind.IpProtocol, carried.Text, out ulong number) && number is 6 or 17 or 33 or 132;
        if (!isRight)
        {
            throw rule.Refused(
                $"{(protocol.Name == "ip" ? "IP" : "IPv6")} rule with port specification requires protocol specification with protocol to be either one of "
                + "tcp(6), udp(17), dccp(33), or sctp(132)",
                RefusalKind.Internal);
        }
    }
}
