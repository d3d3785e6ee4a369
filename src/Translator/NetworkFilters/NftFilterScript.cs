using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>
/// A device's rule set as one nft script: a table of its own in the family bridge, put up, replaced and taken away as a whole. What it lets through is what
/// libvirt's ebtables and iptables rules do; where nobody gives the guest's IP address, a set of one element takes the first that the guest uses (nwfilter.md
/// 6).
/// </summary>
public static class NftFilterScript
{
    private const string Learnt = "IP";

    public static string Table(string port) => "virshlite_" + DeviceName.Checked(port);

    /// <summary>Takes the table away, if it is there.</summary>
    public static string Removal(string port) => $"add table bridge {Table(port)}\ndelete table bridge {Table(port)}\n";

    /// <exception cref="DomainException">nft has no words for a rule.</exception>
    public static string Of(DeviceRules rules) => rules.Learning == IpLearning.Any
        ? Whole(rules.Port, rules.Mac, rules.Placed, learns: true, rules.Learnt.FirstOrDefault())
        : Whole(rules.Port, rules.Mac, rules.Standing, learns: false, null);

    private static string Whole(string port, string mac, IReadOnlyList<PlacedRule> placed, bool learns, string? learnt)
    {
        string table = Table(port);
        var script = new StringBuilder(Removal(port));
        void Line(string line) => script.Append(line).Append('\n');

        Line($"add table bridge {table}");
        if (learns)
        {
            Line($"add set bridge {table} {Learnt} {{ type ipv4_addr; size 1; flags dynamic;{(learnt is null ? "" : $" elements = {{ {learnt} }};")} }}");
            placed = [.. placed.Select(r => r with { Variables = r.Variables.With(FilterVariables.Ip, "@" + Learnt) })];
        }

        List<ConcreteRule> rules = [.. placed.SelectMany(FilterVariableUse.Concrete)];
        List<ConcreteRule> frames = rules.FindAll(r => r.Layer == FilterLayer.Ethernet);
        foreach (string chain in (string[])["from_guest", "to_guest", .. FilterCommands.SubChains(frames).Select(s => SubName(s.From, s.Chain))])
        {
            Line($"add chain bridge {table} {chain}");
        }

        Line($"add chain bridge {table} from {{ type filter hook prerouting priority -300; policy accept; }}");
        Line($"add chain bridge {table} to {{ type filter hook postrouting priority 300; policy accept; }}");
        if (learns)
        {
            // the first address that the guest sends from, or tells others of, is its own
            Line($"add rule bridge {table} from iifname \"{port}\" ether saddr {mac} ip saddr != 0.0.0.0 ip saddr != 224.0.0.0/3 add @{Learnt} {{ ip saddr }}");
            Line($"add rule bridge {table} from iifname \"{port}\" ether saddr {mac} arp saddr ip != 0.0.0.0 arp saddr ip != 224.0.0.0/3 add @{Learnt} {{ "
                + "arp saddr ip }");
        }

        Line($"add rule bridge {table} from iifname \"{port}\" jump from_guest");
        Line($"add rule bridge {table} to oifname \"{port}\" jump to_guest");
        foreach (string line in Frames(frames))
        {
            Line($"add rule bridge {table} {line}");
        }

        Packets(Line, table, port, rules.FindAll(r => r.Layer != FilterLayer.Ethernet));
        return script.ToString();
    }

    private static string SubName(bool from, string chain) =>
        (from ? "from_" : "to_") + string.Concat(chain.Select(c =>
            char.IsAsciiLetterOrDigit(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"_{(int)c:x2}_")));

    /// <summary>The rules about frames, each sub chain at the place of its priority (nwfilter.md 4.1).</summary>
    private static IEnumerable<string> Frames(List<ConcreteRule> rules)
    {
        var waiting = new Queue<(string Chain, int Priority, bool From)>(FilterCommands.SubChains(rules));
        foreach (ConcreteRule rule in rules)
        {
            while (waiting.TryPeek(out (string Chain, int Priority, bool From) next) && next.Priority <= rule.Placed.Priority)
            {
                yield return Jump(waiting.Dequeue());
            }

            string verdict = EbtablesText.Target(rule.Rule.Action).ToLowerInvariant();
            FilterDirection direction = rule.Rule.Direction;
            if (direction != FilterDirection.In)
            {
                yield return Line(rule, from: true, NftFrameMatch.Of(rule, reversed: direction == FilterDirection.InOut), verdict);
            }

            if (direction != FilterDirection.Out)
            {
                yield return Line(rule, from: false, NftFrameMatch.Of(rule, reversed: false), verdict);
            }
        }

        while (waiting.TryDequeue(out (string Chain, int Priority, bool From) rest))
        {
            yield return Jump(rest);
        }
    }

    private static string Line(ConcreteRule rule, bool from, string match, string verdict)
    {
        string chain = rule.Placed.IsRoot ? (from ? "from_guest" : "to_guest") : SubName(from, rule.Placed.Chain);
        return match.Length == 0 ? $"{chain} {verdict}" : $"{chain} {match} {verdict}";
    }

    private static string Jump((string Chain, int Priority, bool From) sub) =>
        $"{(sub.From ? "from_guest" : "to_guest")} {NftFrameMatch.Chain(sub.Chain)}jump {SubName(sub.From, sub.Chain)}";

    /// <summary>Packets from the guest are looked at once, whoever they are for; packets to it where they come over the bridge, not from the host.</summary>
    private static void Packets(Action<string> line, string table, string port, List<ConcreteRule> rules)
    {
        if (rules.Count == 0)
        {
            return;
        }

        line($"add chain bridge {table} packets_from");
        line($"add chain bridge {table} packets_to");
        line($"add chain bridge {table} own {{ type filter hook prerouting priority 0; policy accept; }}");
        line($"add chain bridge {table} across {{ type filter hook forward priority 0; policy accept; }}");
        line($"add rule bridge {table} own iifname \"{port}\" jump packets_from");
        line($"add rule bridge {table} across oifname \"{port}\" jump packets_to");
        foreach (ConcreteRule rule in rules)
        {
            if (NftPacketMatch.Of(rule, GuestPath.FromGuest) is { } from)
            {
                line($"add rule bridge {table} packets_from {from}");
            }

            if (NftPacketMatch.Of(rule, GuestPath.ToGuest) is { } to)
            {
                line($"add rule bridge {table} packets_to {to}");
            }
        }
    }
}
