using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Networking;

/// <summary>Ports of an Open vSwitch bridge, through ovs-vsctl (network.md 8.4).</summary>
internal static class OpenVswitch
{
    public static void AddPort(string bridge, string tap, string mac, Guid domain, VirtualPort port, Vlan? vlan, CleanupJournal journal)
    {
        journal.Add(CleanupAction.Command("ovs-vsctl", "--timeout=5", "--", "--if-exists", "del-port", tap));
        HostCommand.Run("ovs-vsctl", AddPortArguments(bridge, tap, mac, domain, port, vlan))
            .Check($"internal error: Unable to add port {tap} to OVS bridge {bridge}");
    }

    /// <summary>The words after ovs-vsctl; the double quotes belong to the arguments.</summary>
    public static IReadOnlyList<string> AddPortArguments(string bridge, string tap, string mac, Guid domain, VirtualPort port, Vlan? vlan)
    {
        List<string> words = ["--timeout=5", "--", "--may-exist", "add-port", bridge, tap, "--", "set", "Port", tap, "other_config:transient=true",
            .. VlanWords(vlan)];
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

    /// <summary>The limits of a port; rows of another guest's run are taken away first, and go with the guest.</summary>
    public static void SetBandwidth(string tap, Guid domain, Bandwidth bandwidth)
    {
        RemoveRows(tap, domain);
        foreach (IReadOnlyList<string> command in OpenVswitchBandwidth.Limits(tap, domain, bandwidth.Inbound, bandwidth.Outbound))
        {
            Run(command);
        }
    }

    private static void RemoveRows(string tap, Guid domain)
    {
        HostCommand.Run("ovs-vsctl", OpenVswitchBandwidth.Clear(tap));
        foreach (string table in OpenVswitchBandwidth.Tables.Reverse())
        {
            CommandResult found = HostCommand.Run("ovs-vsctl", OpenVswitchBandwidth.Find(table, tap, domain));
            foreach (string row in found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                HostCommand.Run("ovs-vsctl", OpenVswitchBandwidth.Destroy(table, row));
            }
        }
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

    private static void Run(IReadOnlyList<string> words) => HostCommand.Run("ovs-vsctl", words).Check();
}
