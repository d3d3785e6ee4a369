using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Networks;

/// <summary>What a change of a running network's definition takes on the host (networks.md 8).</summary>
public static class NetworkUpdateSteps
{
    public static IReadOnlyList<PlanStep> Of(VirtualNetwork before, VirtualNetwork after, NetworkSection section, NetworkFacts facts, NetworkPaths paths)
    {
        if (after is not { HasOwnBridge: true, Bridge: { } bridge })
        {
            return [];
        }

        List<PlanStep> steps = [];
        if (section is NetworkSection.IpDhcpHost or NetworkSection.IpDhcpRange or NetworkSection.ForwardInterface)
        {
            steps.AddRange(PacketFilterSteps.Of(after, bridge, facts));
        }

        if (IsRestarted(before, after, section))
        {
            steps.AddRange(NetworkPlan.Dnsmasq(after, bridge, facts, paths));
        }
        else if (IsRefreshed(before, after, section))
        {
            steps.AddRange(NetworkPlan.HostsFiles(after, paths));
        }

        return steps;
    }

    /// <summary>Whether dnsmasq has to read its hosts files again afterwards.</summary>
    public static bool IsRefreshed(VirtualNetwork before, VirtualNetwork after, NetworkSection section) =>
        after.HasOwnBridge && section is NetworkSection.IpDhcpHost or NetworkSection.DnsHost && !IsRestarted(before, after, section);

    /// <summary>What stands in its configuration, it reads only at its start.</summary>
    private static bool IsRestarted(VirtualNetwork before, VirtualNetwork after, NetworkSection section) =>
        section is NetworkSection.IpDhcpRange or NetworkSection.DnsTxt or NetworkSection.DnsSrv || before.HasDhcp != after.HasDhcp
            || before.NeedsDnsmasq != after.NeedsDnsmasq;
}
