using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hooks;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>Looks at this host for the plan of a network.</summary>
internal static class LiveNetworkFacts
{
    private const int LongestRoutingTable = 1 << 20;

    public static NetworkFacts Of(VirtualNetwork network, Settings settings)
    {
        bool isFiltered = PacketFilter.IsNeeded(network);
        FirewallBackend backend = isFiltered ? FirewallChoice.Choose() : FirewallBackend.Nftables;
        return new NetworkFacts
        {
            Backend = backend,
            HasIpv6 = Directory.Exists("/proc/sys/net/ipv6"),
            RoutingTable = KernelFiles.Read("/proc/net/route", LongestRoutingTable) ?? "",
            LearntRoutes = network.Ips.Exists(i => i.IsIpv6) && network.Forward != NetworkForward.None ? LearntRoutes() : [],
            IptablesRules = isFiltered && backend == FirewallBackend.Iptables ? IptablesRules() : new Dictionary<(bool, string), string>(),
            Hooks = Hooks(settings),
            FirewalldZones = FirewalldZones(),
            Run = Guid.NewGuid().ToString("N"),
            LeaseScript = LeaseScript.PathOf(settings),
        };
    }

    /// <summary>The host's own scripts about networks, libvirt's and VirshLite's; none where the setting <c>hooks</c> is off.</summary>
    /// <exception cref="GuestException">Others than root may have written one of them.</exception>
    public static IReadOnlyList<string> Hooks(Settings settings) => HookScripts.Of(settings)?.Trusted("network") ?? [];

    /// <summary>
    /// Forwarding makes the kernel forget routes that it learnt itself from routers, unless a device's accept_ra is 2: the host would lose its way out. Where a
    /// program learns them (systemd-networkd), the device's accept_ra is 0 and nothing is forgotten.
    /// </summary>
    private static List<string> LearntRoutes()
    {
        if (KernelFiles.Read("/proc/sys/net/ipv6/conf/all/forwarding") == "1")
        {
            return [];
        }

        List<string> devices = [];
        string listed = new HostCommand("ip", "-6", "route", "show", "proto", "ra").TryRun()?.Output ?? "";
        foreach (string line in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            int at = Array.IndexOf(words, "dev");
            if (at >= 0 && at + 1 < words.Length && !devices.Contains(words[at + 1])
                && KernelFiles.Read($"/proc/sys/net/ipv6/conf/{words[at + 1]}/accept_ra") is "1")
            {
                devices.Add(words[at + 1]);
            }
        }

        return devices;
    }

    private static Dictionary<(bool IsIpv6, string Table), string> IptablesRules()
    {
        var rules = new Dictionary<(bool IsIpv6, string Table), string>();
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            foreach ((string table, string listed) in PacketRules.Tables(isIpv6))
            {
                rules[(isIpv6, table)] = listed;
            }
        }

        return rules;
    }

    private static string[]? FirewalldZones()
    {
        if (ProgramPath.FindHelper("firewall-cmd") is null || new HostCommand("firewall-cmd", "--state").TryRun() is not { Success: true })
        {
            return null;
        }

        return HostCommand.Run("firewall-cmd", "--get-zones").Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }
}
