using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Networks;

/// <summary>Everything that one start of a network takes, as data (networks.md 3.1).</summary>
/// <param name="Network">With the bridge, MAC and UUID that it has from now on.</param>
public sealed record NetworkPlan(VirtualNetwork Network, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>
    /// The process that dnsmasq keeps for its script holds on to what it was started with: its words go through a file, so that nobody waits for it.
    /// </summary>
    private const string WithoutPipes = "dnsmasq \"$@\" >/dev/null 2>\"$0\"; s=$?; cat \"$0\" >&2; rm -f \"$0\"; exit $s";

    /// <summary>The steps for a network whose bridge, MAC and UUID have been chosen.</summary>
    /// <exception cref="DomainException">The host does not allow it, or a value cannot be told to a program.</exception>
    public static NetworkPlan Of(VirtualNetwork network, NetworkFacts facts, NetworkPaths paths)
    {
        List<PlanStep> steps = [.. NetworkHooks.Steps(facts, network, "start", "begin")];
        if (network.HasOwnBridge)
        {
            steps.AddRange(OwnBridge(network, network.Bridge!, facts, paths));
        }
        else if (network is { Forward: NetworkForward.Bridge, Bridge: { } foreign, Bandwidth: { } bandwidth })
        {
            steps.AddRange(BridgeBandwidth(foreign, bandwidth));
        }

        steps.AddRange(NetworkHooks.Steps(facts, network, "started", "begin"));
        return new(network, steps);
    }

    /// <summary>Ends dnsmasq and starts it again where it is needed: for what it reads only once.</summary>
    public static IReadOnlyList<PlanStep> Dnsmasq(VirtualNetwork network, string bridge, NetworkFacts facts, NetworkPaths paths)
    {
        var stop = new StopByPidFile(paths.Pid, paths.Configuration);
        if (!network.NeedsDnsmasq)
        {
            return [stop];
        }

        // a starter that was killed has not seen its number
        string mark = "VIRSHLITE_NETWORK=" + facts.Run;
        string[] words =
        [
            "VIR_BRIDGE_NAME=" + bridge, mark, "sh", "-c", WithoutPipes, paths.State + "/." + paths.Name + ".log",
            "--conf-file=" + paths.Configuration, "--leasefile-ro", "--dhcp-script=" + facts.LeaseScript,
        ];
        return
        [
            stop,
            Content(paths.Configuration, DnsmasqConfiguration.Text(network, bridge, paths.Dnsmasq, paths.Pid), FileModes.OwnerFile),
            .. HostsFiles(network, paths),
            new RunCommand("env", words) { Purpose = "internal error: dnsmasq of network " + network.Name, Undo = [stop, new StopMarked(mark)] },
        ];
    }

    /// <summary>The files that dnsmasq reads again when it is told to.</summary>
    public static IReadOnlyList<PlanStep> HostsFiles(VirtualNetwork network, NetworkPaths paths) =>
    [
        Content(paths.DhcpHosts, DnsmasqConfiguration.DhcpHosts(network), FileModes.PublicFile),
        Content(paths.DnsHosts, DnsmasqConfiguration.DnsHosts(network), FileModes.PublicFile),
    ];

    private static IEnumerable<PlanStep> OwnBridge(VirtualNetwork network, string bridge, NetworkFacts facts, NetworkPaths paths)
    {
        if (network.Ips.Find(i => i.HasOddNetmask) is { } ip)
        {
            throw DomainException.Internal($"bridge '{bridge}' has an invalid netmask or IP address: {ip.Netmask}");
        }

        AddressConflict.Check(network, facts.RoutingTable);
        bool hasIpv6 = network.Ips.Exists(i => i.IsIpv6);
        if (hasIpv6 && !facts.HasIpv6)
        {
            throw DomainException.Operation($"network '{network.Name}' has an IPv6 address, but this kernel runs without IPv6");
        }

        return
        [
            Bridge(network, DeviceName.Checked(bridge)),
            .. facts.HasIpv6 ? Ipv6(bridge, hasIpv6) : [],
            .. Zone(network, bridge, facts),
            .. PacketFilterSteps.Of(network, bridge, facts),
            .. network.Ips.Select(ip => Address(ip, bridge)),
            Ip(["link", "set", "dev", bridge, "up"], $"Unable to set bridge {bridge} up"),
            .. network.Routes.Select(route => Route(route, bridge)),
            .. Dnsmasq(network, bridge, facts, paths).Skip(1),
            .. Register(network, bridge),
            .. network.Bandwidth is { } bandwidth ? BridgeBandwidth(bridge, bandwidth) : [],

            // last, because it stays: a start that fails before has not touched it
            .. Forwarding(network, facts),
        ];
    }

    private static PlanStep Bridge(VirtualNetwork network, string bridge)
    {
        List<string> words = ["link", "add", "name", bridge, "address", network.Mac!];
        if (network.Mtu is { } mtu)
        {
            words.AddRange(["mtu", Number(mtu)]);
        }

        // the kernel takes no delay below 2 s with STP on, and then uses 2 s
        words.AddRange(["type", "bridge", "forward_delay", Number(Math.Min(network.DelaySeconds, uint.MaxValue) * 100), "stp_state", network.Stp ? "1" : "0"]);
        if (network.MacTableManagerLibvirt)
        {
            words.AddRange(["vlan_filtering", "1"]);
        }

        return Ip(words, $"Unable to create bridge {bridge}") with { Undo = [new RunCommand("ip", ["link", "delete", "dev", bridge])] };
    }

    /// <summary>The host is the router here, and hears of no other.</summary>
    private static IEnumerable<PlanStep> Ipv6(string bridge, bool hasIpv6)
    {
        string directory = $"/proc/sys/net/ipv6/conf/{bridge}/";
        return
        [
            new WriteKernelFile(directory + "disable_ipv6", hasIpv6 ? "0" : "1"), new WriteKernelFile(directory + "accept_ra", "0"),
                new WriteKernelFile(directory + "autoconf", "0"),
        ];
    }

    /// <summary>Where firewalld runs, the bridge belongs to one of its zones (networks.md 5).</summary>
    private static IEnumerable<PlanStep> Zone(VirtualNetwork network, string bridge, NetworkFacts facts)
    {
        if (facts.FirewalldZones is not { } zones)
        {
            return network.Zone is { } asked ? throw DomainException.Internal($"zone {asked} requested for network {network.Name} but firewalld is not active")
                : [];
        }

        string? zone = network.Zone ?? network.Forward switch
        {
            NetworkForward.Open => null,
            NetworkForward.Route when zones.Contains("libvirt-routed") => "libvirt-routed",
            _ => zones.Contains("libvirt") ? "libvirt"
                : throw DomainException.Internal("firewalld can't find the 'libvirt' zone that should have been installed with libvirt"),
        };
        return zone is null ? []
            : [new RunCommand("firewall-cmd", ["--zone=" + zone, "--change-interface=" + bridge]) { Undo =
                [new RunCommand("firewall-cmd", ["--zone=" + zone, "--remove-interface=" + bridge])] }];
    }

    private static RunCommand Address(NetworkIp ip, string bridge)
    {
        string[] end = ip.IsIpv6 || ip.Prefix >= 31 ? [] : ["broadcast", "+"];
        return Ip(["address", "add", $"{ip.Address}/{Number((uint)ip.Prefix)}", .. end, "dev", bridge], $"Failed to add IP address {ip.Address} to {bridge}");
    }

    /// <summary>A gateway may be a guest that is not up yet: a route that cannot be set is left out, as by libvirt.</summary>
    private static RunCommand Route(NetworkRoute route, string bridge) => Ip(
        ["route", "replace", $"{route.Address}/{Number((uint)route.Prefix)}", "via", route.Gateway.ToString(), "dev", bridge, "metric",
            Number(route.Metric ?? 1)],
        $"Failed to add route to {route.Address}") with
    { IgnoreErrors = true };

    /// <summary>Lets the kernel hand packets on between devices. It stays so afterwards: others may rely on it by then.</summary>
    private static IEnumerable<PlanStep> Forwarding(VirtualNetwork network, NetworkFacts facts)
    {
        if (network.Forward == NetworkForward.None)
        {
            yield break;
        }

        if (network.Ips.Exists(i => !i.IsIpv6))
        {
            yield return new WriteKernelFile("/proc/sys/net/ipv4/ip_forward", "1");
        }

        if (!network.Ips.Exists(i => i.IsIpv6))
        {
            yield break;
        }

        yield return facts.LearntRoutes.Count == 0 ? new WriteKernelFile("/proc/sys/net/ipv6/conf/all/forwarding", "1") : throw DomainException.Internal(
            "Check the host setup: the following interfaces have kernel autoconfigured IPv6 routes and enabling forwarding without accept_ra set to 2 will "
            + "cause the kernel to flush them, " +
            $"breaking networking: {string.Join(", ", facts.LearntRoutes)}");
    }

    /// <summary>The network's names are asked of its dnsmasq by the host too.</summary>
    private static IEnumerable<PlanStep> Register(VirtualNetwork network, string bridge) =>
        network.Domain is not { Register: true, Name: { } domain } || network.Ips.Count == 0 ? [] :
        [
            new RunCommand("resolvectl", ["dns", bridge, network.Ips[0].Address.ToString()]) { Purpose =
                "failed to register name server: systemd-resolved is not available" },
            new RunCommand("resolvectl", ["domain", bridge, "~" + DnsmasqText.Field(domain)]) { Purpose =
                "failed to register name server: systemd-resolved is not available" },
        ];

    /// <summary>The root may be there already, from what completes DHCP's checksums.</summary>
    private static IEnumerable<PlanStep> BridgeBandwidth(string bridge, Bandwidth bandwidth) =>
    [
        .. bandwidth.Inbound is { Average: > 0 }
            ? (PlanStep[])[new RunCommand("tc", ["qdisc", "add", "dev", bridge, "root", "handle", "1:", "htb", "default", "2"]) { IgnoreErrors = true }] : [],
        .. BandwidthCommands.Limits(bridge, bandwidth.Inbound, bandwidth.Outbound, isBridge: true, hasRoot: true)
            .Select(words => new RunCommand("tc", words) { Purpose = "bandwidth of bridge " + bridge }),
    ];

    private static RunCommand Ip(IReadOnlyList<string> words, string purpose) => new("ip", words) { Purpose = purpose };

    private static MakeFile Content(string path, string text, UnixFileMode mode) =>
        new(new PlannedFile(path, PlannedFileKind.Content, mode) { Content = Encoding.UTF8.GetBytes(text) }) { Undo = [new RemoveFile(path)] };

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
