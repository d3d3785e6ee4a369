using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>One command of a rule set, program first.</summary>
/// <param name="MayFail">Its failure does not matter: it removes what may not be there.</param>
/// <param name="Look">What becomes of the chains that a listed one jumps to.</param>
public sealed record FilterCommand(IReadOnlyList<string> Words, bool MayFail = false, ListedChains Look = ListedChains.None);

/// <summary>What becomes of the chains that a chain of ebtables jumps to, once they are listed.</summary>
public enum ListedChains
{
    None,

    /// <summary>They are emptied and removed, and what they jump to before them.</summary>
    Removed,

    /// <summary>They get the names of the set in use.</summary>
    Renamed,
}

/// <summary>A device's rule set as the ebtables, iptables and ip6tables commands that libvirt runs (nwfilter.md 4.1).</summary>
public static class FilterCommands
{
    /// <summary>Everything that puts a new set up beside the old one, up to where packets are sent through it.</summary>
    /// <exception cref="DomainParser.DomainException">A rule cannot be written.</exception>
    public static IReadOnlyList<FilterCommand> Build(string port, IReadOnlyList<PlacedRule> placed)
    {
        List<ConcreteRule> rules = [.. placed.SelectMany(FilterVariableUse.Concrete)];
        var chains = new FilterChains(port, IsNew: true);
        List<FilterCommand> commands = [.. EthernetRemoval(chains)];
        List<ConcreteRule> frames = rules.FindAll(r => r.Layer == FilterLayer.Ethernet);
        bool hasFrom = frames.Exists(r => r.Rule.Direction != FilterDirection.In);
        bool hasTo = frames.Exists(r => r.Rule.Direction != FilterDirection.Out);
        if (hasFrom)
        {
            commands.Add(Ebtables("-N", chains.From));
        }

        if (hasTo)
        {
            commands.Add(Ebtables("-N", chains.To));
        }

        commands.AddRange(Frames(chains, frames));
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            List<ConcreteRule> packets = rules.FindAll(r => r.Layer == (isIpv6 ? FilterLayer.Ipv6 : FilterLayer.Ipv4));
            if (packets.Count > 0)
            {
                commands.AddRange(PacketRemoval(chains, isIpv6));
                commands.AddRange(PacketChains(chains, isIpv6));
                commands.AddRange(packets.SelectMany(r => Packets(chains, r, isIpv6)));
            }
        }

        if (hasFrom)
        {
            commands.Add(Ebtables("-A", "PREROUTING", "-i", port, "-j", chains.From));
        }

        if (hasTo)
        {
            commands.Add(Ebtables("-A", "POSTROUTING", "-o", port, "-j", chains.To));
        }

        return commands;
    }

    /// <summary>Takes the set under construction away.</summary>
    public static IReadOnlyList<FilterCommand> RemoveNew(string port) => Remove(new(port, IsNew: true));

    /// <summary>Takes everything away.</summary>
    public static IReadOnlyList<FilterCommand> RemoveAll(string port) => [.. RemoveNew(port), .. Remove(new(port, IsNew: false))];

    /// <summary>Takes away what stood while the address was being learnt.</summary>
    public static IReadOnlyList<FilterCommand> RemoveBasic(string port) =>
        [.. EthernetRemoval(new(port, IsNew: false)), .. EthernetRemoval(new(port, IsNew: true))];

    /// <summary>
    /// Puts the new set in the place of the old one; packets meet a whole set at every moment, the old one while it stands.
    /// </summary>
    public static IReadOnlyList<FilterCommand> Switch(string port)
    {
        var old = new FilterChains(port, IsNew: false);
        var set = new FilterChains(port, IsNew: true);
        List<FilterCommand> commands = [];
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            commands.AddRange(PacketRemoval(old, isIpv6, keepsPost: true));
            commands.Add(Iptables(isIpv6, mayFail: true, "-E", set.Packets.To, old.Packets.To));
            commands.Add(Iptables(isIpv6, mayFail: true, "-E", set.Packets.From, old.Packets.From));
            commands.Add(Iptables(isIpv6, mayFail: true, "-E", set.Packets.Host, old.Packets.Host));
        }

        commands.AddRange(EthernetRemoval(old));
        commands.Add(List(set.From, ListedChains.Renamed));
        commands.Add(List(set.To, ListedChains.Renamed));
        commands.Add(MayFail(Ebtables("-E", set.From, old.From)));
        commands.Add(MayFail(Ebtables("-E", set.To, old.To)));
        return commands;
    }

    internal static FilterCommand Ebtables(params IReadOnlyList<string> words) => new(["ebtables", "--concurrent", "-t", "nat", .. words]);

    /// <summary>The chain of the set in use that one under construction becomes.</summary>
    public static string UsedName(string chain, string port)
    {
        (FilterChains set, FilterChains used) = (new(port, IsNew: true), new(port, IsNew: false));
        return chain.StartsWith(set.Sub(from: true, ""), StringComparison.Ordinal) ? used.Sub(from: true, chain[set.Sub(from: true, "").Length..])
            : chain.StartsWith(set.Sub(from: false, ""), StringComparison.Ordinal) ? used.Sub(from: false, chain[set.Sub(from: false, "").Length..])
            : chain;
    }

    private static FilterCommand List(string chain, ListedChains look) => MayFail(Ebtables("-L", chain)) with { Look = look };

    private static FilterCommand MayFail(FilterCommand command) => command with { MayFail = true };

    private static FilterCommand Iptables(bool isIpv6, bool mayFail, params IReadOnlyList<string> words) =>
        new([isIpv6 ? "ip6tables" : "iptables", "-w", .. words], mayFail);

    /// <summary>The rules about frames, each sub chain at the place of its priority.</summary>
    private static IEnumerable<FilterCommand> Frames(FilterChains chains, List<ConcreteRule> rules)
    {
        var waiting = new Queue<(string Chain, int Priority, bool From)>(SubChains(rules));
        foreach (ConcreteRule rule in rules)
        {
            while (waiting.TryPeek(out (string Chain, int Priority, bool From) next) && next.Priority <= rule.Placed.Priority)
            {
                foreach (FilterCommand command in SubChain(chains, waiting.Dequeue()))
                {
                    yield return command;
                }
            }

            foreach (FilterCommand command in Frame(chains, rule))
            {
                yield return command;
            }
        }

        while (waiting.TryDequeue(out (string Chain, int Priority, bool From) rest))
        {
            foreach (FilterCommand command in SubChain(chains, rest))
            {
                yield return command;
            }
        }
    }

    internal static IEnumerable<(string Chain, int Priority, bool From)> SubChains(List<ConcreteRule> rules) =>
        rules.Where(r => !r.Placed.IsRoot)
            .SelectMany(r => r.Rule.Direction switch
            {
                FilterDirection.Out => [(r.Placed.Chain, r.Placed.ChainPriority, true)],
                FilterDirection.In => [(r.Placed.Chain, r.Placed.ChainPriority, false)],
                _ => (IEnumerable<(string Chain, int Priority, bool From)>)[(r.Placed.Chain, r.Placed.ChainPriority, true),
                    (r.Placed.Chain, r.Placed.ChainPriority, false)],
            })
            .DistinctBy(c => (c.Chain, c.From))
            .OrderBy(c => c.Priority).ThenBy(c => !c.From);

    private static IEnumerable<FilterCommand> SubChain(FilterChains chains, (string Chain, int Priority, bool From) sub)
    {
        string name = chains.Sub(sub.From, sub.Chain);
        return
        [
            MayFail(Ebtables("-F", name)),
            MayFail(Ebtables("-X", name)),
            Ebtables("-N", name),
            Ebtables(["-A", sub.From ? chains.From : chains.To, .. EbtablesText.ChainMatch(sub.Chain), "-j", name]),
        ];
    }

    private static IEnumerable<FilterCommand> Frame(FilterChains chains, ConcreteRule rule)
    {
        string target = EbtablesText.Target(rule.Rule.Action);
        FilterDirection direction = rule.Rule.Direction;
        if (direction != FilterDirection.In)
        {
            string chain = rule.Placed.IsRoot ? chains.From : chains.Sub(from: true, rule.Placed.Chain);
            yield return Ebtables(["-A", chain, .. EbtablesText.Match(rule, reversed: direction == FilterDirection.InOut), "-j", target]);
        }

        if (direction != FilterDirection.Out)
        {
            string chain = rule.Placed.IsRoot ? chains.To : chains.Sub(from: false, rule.Placed.Chain);
            yield return Ebtables(["-A", chain, .. EbtablesText.Match(rule, reversed: false), "-j", target]);
        }
    }

    private static IEnumerable<FilterCommand> Packets(FilterChains chains, ConcreteRule rule, bool isIpv6)
    {
        foreach ((GuestPath path, string chain) in ((GuestPath, string)[])
            [(GuestPath.FromGuest, chains.Packets.From), (GuestPath.ToGuest, chains.Packets.To), (GuestPath.ToHost, chains.Packets.Host)])
        {
            if (IptablesFilterText.Words(rule, path) is { } words)
            {
                yield return Iptables(isIpv6, mayFail: false, ["-A", chain, .. words]);
            }
        }
    }

    private static IEnumerable<FilterCommand> PacketChains(FilterChains chains, bool isIpv6)
    {
        (string to, string from, string host) = chains.Packets;
        string port = chains.Port;
        FilterCommand May(params IReadOnlyList<string> words) => Iptables(isIpv6, mayFail: true, words);
        FilterCommand Must(params IReadOnlyList<string> words) => Iptables(isIpv6, mayFail: false, words);
        return
        [
            May("-N", "libvirt-in"), May("-N", "libvirt-out"), May("-N", "libvirt-in-post"), May("-N", "libvirt-host-in"),
            May("-D", "FORWARD", "-j", "libvirt-in"), May("-D", "FORWARD", "-j", "libvirt-out"), May("-D", "FORWARD", "-j", "libvirt-in-post"),
                May("-D", "INPUT", "-j", "libvirt-host-in"),
            Must("-I", "FORWARD", "1", "-j", "libvirt-in"), Must("-I", "FORWARD", "2", "-j", "libvirt-out"),
                Must("-I", "FORWARD", "3", "-j", "libvirt-in-post"),
            Must("-I", "INPUT", "1", "-j", "libvirt-host-in"),
            Must("-N", to), Must("-N", from), Must("-N", host),
            Must("-A", "libvirt-out", "-m", "physdev", "--physdev-is-bridged", "--physdev-out", port, "-g", to),
            Must("-A", "libvirt-in", "-m", "physdev", "--physdev-in", port, "-g", from),
            Must("-A", "libvirt-host-in", "-m", "physdev", "--physdev-in", port, "-g", host),
            May("-D", "libvirt-in-post", "-m", "physdev", "--physdev-in", port, "-j", "ACCEPT"),
            Must("-A", "libvirt-in-post", "-m", "physdev", "--physdev-in", port, "-j", "ACCEPT"),
        ];
    }

    private static IReadOnlyList<FilterCommand> Remove(FilterChains chains) =>
        [.. PacketRemoval(chains, isIpv6: false), .. PacketRemoval(chains, isIpv6: true), .. EthernetRemoval(chains)];

    /// <param name="keepsPost">What lets the guest's packets out after all stays: another set needs it.</param>
    private static IEnumerable<FilterCommand> PacketRemoval(FilterChains chains, bool isIpv6, bool keepsPost = false)
    {
        (string to, string from, string host) = chains.Packets;
        string port = chains.Port;
        FilterCommand May(params IReadOnlyList<string> words) => Iptables(isIpv6, mayFail: true, words);
        return
        [
            May("-D", "libvirt-out", "-m", "physdev", "--physdev-is-bridged", "--physdev-out", port, "-g", to),
            May("-D", "libvirt-out", "-m", "physdev", "--physdev-out", port, "-g", to),
            May("-D", "libvirt-in", "-m", "physdev", "--physdev-in", port, "-g", from),
            May("-D", "libvirt-host-in", "-m", "physdev", "--physdev-in", port, "-g", host),
            .. chains.IsNew || keepsPost ? (FilterCommand[])[] : [May("-D", "libvirt-in-post", "-m", "physdev", "--physdev-in", port, "-j", "ACCEPT")],
            May("-F", to), May("-X", to), May("-F", from), May("-X", from), May("-F", host), May("-X", host),
        ];
    }

    private static IEnumerable<FilterCommand> EthernetRemoval(FilterChains chains) =>
    [
        MayFail(Ebtables("-D", "PREROUTING", "-i", chains.Port, "-j", chains.From)),
        MayFail(Ebtables("-D", "POSTROUTING", "-o", chains.Port, "-j", chains.To)),
        List(chains.From, ListedChains.Removed),
        List(chains.To, ListedChains.Removed),
        MayFail(Ebtables("-F", chains.From)), MayFail(Ebtables("-X", chains.From)),
        MayFail(Ebtables("-F", chains.To)), MayFail(Ebtables("-X", chains.To)),
    ];
}
