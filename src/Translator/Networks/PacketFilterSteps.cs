using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Networks;

/// <summary>The steps that put a network's packet rules up.</summary>
public static class PacketFilterSteps
{
    /// <summary>Made anew as a whole: what the network had before is taken away first.</summary>
    public static IReadOnlyList<PlanStep> Of(VirtualNetwork network, string bridge, NetworkFacts facts)
    {
        if (!PacketFilter.IsNeeded(network))
        {
            return [];
        }

        string mark = NftText.Mark(network.Name);
        IReadOnlyList<FirewallRule> rules = PacketFilter.Rules(network, bridge, facts.Backend);
        var removal = new RemovePacketRules(facts.Backend == FirewallBackend.Nftables ? "nft" : "iptables", mark);
        return facts.Backend == FirewallBackend.Nftables
            ? [removal, .. Checksums(bridge), new RunCommand("nft", ["-f", "-"]) { Input = NftText.Script(rules, mark),
                Purpose = "packet rules of network " + network.Name, Undo = [removal] }]
            : [removal, .. Iptables(rules, mark, facts, removal, network.Name)];
    }

    /// <summary>A kernel without these parts of tc does without: only old DHCP clients notice.</summary>
    private static IEnumerable<PlanStep> Checksums(string bridge) =>
        PacketFilter.DhcpChecksum(bridge).Skip(1).Select(words => new RunCommand("tc", words) { IgnoreErrors = true });

    private static IEnumerable<PlanStep> Iptables(IReadOnlyList<FirewallRule> rules, string mark, NetworkFacts facts, PlanStep removal, string network)
    {
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            foreach (string table in (string[])["filter", "nat", "mangle"])
            {
                List<FirewallRule> own = [.. rules.Where(r => r.IsIpv6 == isIpv6 && r.Table == table && !r.IgnoreErrors)];
                List<FirewallRule> optional = [.. rules.Where(r => r.IsIpv6 == isIpv6 && r.Table == table && r.IgnoreErrors)];
                if (own.Count == 0 && optional.Count == 0)
                {
                    continue;
                }

                string program = IptablesText.Program(isIpv6) + "-restore";
                string shared = IptablesText.Shared(table, facts.IptablesRules.GetValueOrDefault((isIpv6, table)) ?? "");
                yield return new RunCommand(program, ["--noflush", "--wait"])
                {
                    Input = IptablesText.Restore(table, shared, own, mark),
                    Purpose = "packet rules of network " + network,
                    Undo = [removal],
                };
                if (optional.Count > 0)
                {
                    yield return new RunCommand(program, ["--noflush", "--wait"])
                    {
                        Input = IptablesText.Restore(table, "", optional, mark),
                        IgnoreErrors = true
                    };
                }
            }
        }
    }
}
