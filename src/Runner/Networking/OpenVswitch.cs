using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>Ports of an Open vSwitch bridge, through ovs-vsctl (network.md 8.4).</summary>
internal static class OpenVswitch
{
    public static void AddPort(string bridge, string tap, string mac, Guid domain, VirtualPort port, Vlan? vlan, CleanupJournal journal)
    {
        journal.Add(CleanupAction.Command("ovs-vsctl", "--timeout=5", "--", "--if-exists", "del-port", tap));
        CommandResult result = CommandRunner.Run("ovs-vsctl", AddPortArguments(bridge, tap, mac, domain, port, vlan), []);
        if (!result.Status.Success)
        {
            throw new GuestException($"internal error: Unable to add port {tap} to OVS bridge {bridge}: {result.Error.Trim()}");
        }
    }

    /// <summary>The words after ovs-vsctl; the double quotes belong to the arguments.</summary>
    public static IReadOnlyList<string> AddPortArguments(string bridge, string tap, string mac, Guid domain, VirtualPort port, Vlan? vlan)
    {
        List<string> words = ["--timeout=5", "--", "--may-exist", "add-port", bridge, tap, "--", "set", "Port", tap, "other_config:transient=true", .. VlanWords(vlan)];
        void Set(string value) => words.AddRange(["--", "set", "Interface", tap, value]);
        Set($"external-ids:attached-mac=\"{mac}\"");
        Set($"external-ids:iface-id=\"{port.InterfaceId ?? Guid.NewGuid()}\"");
        Set($"external-ids:vm-id=\"{domain}\"");
        if (port.ProfileId is { } profile)
        {
            Set($"external-ids:port-profile=\"{profile}\"");
            Set($"external-ids:ifname=\"{tap}\"");
        }

        Set("external-ids:iface-status=active");
        return words;
    }

    public static void SetBandwidth(string tap, Guid domain, Bandwidth bandwidth)
    {
        if (bandwidth.Inbound is { Average: > 0 } inbound)
        {
            Run(InboundArguments(tap, domain, inbound));
        }

        BandwidthRate outbound = bandwidth.Outbound ?? new BandwidthRate(0, 0, 0, 0);
        List<string> words = ["--timeout=5", "set", "Interface", tap, Number($"ingress_policing_rate={outbound.Average * 8}")];
        if (outbound.Burst > 0 || outbound.Average == 0)
        {
            words.Add(Number($"ingress_policing_burst={outbound.Burst * 8}"));
        }

        Run(words);
    }

    private static List<string> InboundArguments(string tap, Guid domain, BandwidthRate rate)
    {
        string vm = $"external-ids:vm-id=\"{domain}\"";
        string name = $"external-ids:ifname=\"{tap}\"";
        List<string> limits = [Number($"other_config:min-rate={rate.Average * 8000}")];
        if (rate.Burst > 0)
        {
            limits.Add(Number($"other_config:burst={rate.Burst * 8192}"));
        }

        if (rate.Peak > 0)
        {
            limits.Add(Number($"other_config:max-rate={rate.Peak * 8000}"));
        }

        return
        [
            "--timeout=5", "set", "port", tap, "qos=@qos1", vm, name,
            "--", "--id=@qos1", "create", "qos", "type=linux-htb", .. limits, "queues:0=@queue0", vm, name,
            "--", "--id=@queue0", "create", "queue", .. limits, vm, name,
        ];
    }

    private static IEnumerable<string> VlanWords(Vlan? vlan)
    {
        if (vlan is null || vlan.Tags.Count == 0)
        {
            return [];
        }

        VlanTag? native = vlan.Tags.FirstOrDefault(t => t.NativeMode is not null);
        List<string> words = [];
        if (native is not null)
        {
            words.Add("vlan_mode=native-" + native.NativeMode);
            words.Add(Number($"tag={native.Id}"));
        }

        if (vlan.Trunk || vlan.Tags.Count > 1)
        {
            words.Add("trunk=" + string.Join(',', vlan.Tags.Select(t => t.Id.ToString(CultureInfo.InvariantCulture))));
        }
        else if (native is null)
        {
            words.Add(Number($"tag={vlan.Tags[0].Id}"));
        }

        return words;
    }

    private static string Number(FormattableString text) => FormattableString.Invariant(text);

    private static void Run(List<string> words)
    {
        CommandResult result = CommandRunner.Run("ovs-vsctl", words, []);
        if (!result.Status.Success)
        {
            throw new GuestException("internal error: " + result.FailureText);
        }
    }
}
