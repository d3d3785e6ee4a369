using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>Where a rule about IP packets goes: from the guest, to it, from it to the host (nwfilter.md 5.2).</summary>
internal enum GuestPath
{
    FromGuest,
    ToGuest,
    ToHost,
}

/// <summary>A rule about IP packets in iptables' words (nwfilter.md 5.2).</summary>
internal static class IptablesFilterText
{
    /// <summary>Everything behind the chain's name; null where the rule has no place on this path.</summary>
    public static IReadOnlyList<string>? Words(ConcreteRule rule, GuestPath path)
    {
        FilterDirection direction = rule.Rule.Direction;
        bool toGuest = path == GuestPath.ToGuest;
        bool reversed = direction == FilterDirection.Out ? toGuest : !toGuest;
        string? states = rule.Rule.StateMatch ? rule.Text("state") : null;
        bool isTypedIcmp = rule.Protocol!.IsIcmp && rule.Has("type");
        if ((states is not null || isTypedIcmp) && ((direction == FilterDirection.In && !toGuest) || (direction == FilterDirection.Out && toGuest)))
        {
            return null;
        }

        // two guests' pings look alike: libvirt writes none for both directions
        if (isTypedIcmp && direction == FilterDirection.InOut)
        {
            return null;
        }

        bool hasLimit = rule.Has("connlimit-above");
        if (hasLimit && reversed)
        {
            return null;
        }

        var words = new MatchWords(rule);
        Match(words, rule, reversed);
        if (words.Words.Count == 0 && reversed && rule.Has("srcmacaddr"))
        {
            return null;
        }

        List<string> all = ["-p", rule.Protocol.Packet, .. words.Words, .. hasLimit ? [] : Connection(rule, states, reversed, toGuest, isTypedIcmp)];
        var rest = new MatchWords(rule);
        if (rule.Text("ipset") is { } set)
        {
            string flags = rule.Text("ipsetflags") ?? "src";
            rest.Add("-m", "set", "--match-set", set, reversed ? string.Join(',', flags.Split(',').Select(f => f == "src" ? "dst" : "src")) : flags);
        }

        rest.Signed("connlimit-above", "--connlimit-above", rule.Decimal("connlimit-above"), "-m", "connlimit");
        if (rule.Text("comment") is { } comment)
        {
            rest.Add("-m", "comment", "--comment", comment);
        }

        return [.. all, .. rest.Words, "-j", Target(rule.Rule.Action, toGuest)];
    }

    private static void Match(MatchWords words, ConcreteRule rule, bool reversed)
    {
        (string source, string destination) = reversed ? ("destination", "source") : ("source", "destination");
        (string from, string to) = reversed ? ("dst", "src") : ("src", "dst");
        if (!reversed)
        {
            words.Signed("srcmacaddr", "--mac-source", rule.Text("srcmacaddr"), "-m", "mac");
        }

        Address(words, rule, "src", source, from);
        Address(words, rule, "dst", destination, to);
        words.Signed("dscp", "--dscp", rule.Decimal("dscp"), "-m", "dscp");
        if (rule.Text("flags") is { } flags)
        {
            words.Add(rule.IsNegated("flags") ? ["!", "--tcp-flags", .. flags.Split('/')] : ["--tcp-flags", .. flags.Split('/')]);
        }

        if (rule.Protocol!.HasPorts)
        {
            words.Signed("srcportstart", reversed ? "--dport" : "--sport", rule.Span("srcportstart", "srcportend"));
            words.Signed("dstportstart", reversed ? "--sport" : "--dport", rule.Span("dstportstart", "dstportend"));
        }

        words.Signed("option", "--tcp-option", rule.Decimal("option"));
        if (rule.Protocol.IsIcmp && rule.Decimal("type") is { } type)
        {
            words.Signed("type", rule.Protocol.Packet == "icmp" ? "--icmp-type" : "--icmpv6-type", rule.Decimal("code") is { } code ? $"{type}/{code}" : type);
        }
    }

    private static void Address(MatchWords words, ConcreteRule rule, string end, string option, string range)
    {
        if (rule.Masked(end + "ipaddr", end + "ipmask") is { } address)
        {
            words.Signed(end + "ipaddr", "--" + option, address);
        }
        else if (rule.Text(end + "ipfrom") is { } first)
        {
            words.Signed(end + "ipfrom", $"--{range}-range", rule.Text(end + "ipto") is { } last ? $"{first}-{last}" : first, "-m", "iprange");
        }
    }

    private static IEnumerable<string> Connection(ConcreteRule rule, string? states, bool reversed, bool toGuest, bool isTypedIcmp)
    {
        if (states is not null)
        {
            return states == "NONE" ? [] : ["-m", "conntrack", "--ctstate", states];
        }

        FilterDirection direction = rule.Rule.Direction;
        if (!rule.Rule.StateMatch || rule.Rule.Action != FilterAction.Accept || direction == FilterDirection.InOut)
        {
            return [];
        }

        bool opens = direction == FilterDirection.Out ? !toGuest : toGuest;
        List<string> words = ["-m", "conntrack", "--ctstate", opens ? "NEW,ESTABLISHED" : "ESTABLISHED"];
        return isTypedIcmp ? words : [.. words, "-m", "conntrack", "--ctdir", reversed ? "Reply" : "Original"];
    }

    private static string Target(FilterAction action, bool toGuest) => action switch
    {
        FilterAction.Accept => toGuest ? "ACCEPT" : "RETURN",
        FilterAction.Reject => "REJECT",
        FilterAction.Return => "RETURN",
        FilterAction.Continue => "CONTINUE",
        _ => "DROP",
    };
}
