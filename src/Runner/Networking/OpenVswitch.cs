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

    /// <summary>
    /// The limits of a port; rows of another guest's run are taken away first. The rows would outlive the port: the journal takes them along.
    /// </summary>
    public static void SetBandwidth(string tap, Guid domain, Bandwidth bandwidth, CleanupJournal journal)
    {
        HostCommand.Run("ovs-vsctl", OpenVswitchBandwidth.Clear(tap));
        foreach ((string table, string row) in Rows(tap, domain).Reverse())
        {
            HostCommand.Run("ovs-vsctl", OpenVswitchBandwidth.Destroy(table, row));
        }

        foreach (IReadOnlyList<string> command in OpenVswitchBandwidth.Limits(tap, domain, bandwidth.Inbound, bandwidth.Outbound))
        {
            Run(command);
        }

        // what is noted last is done first: the port lets go of its row, which lets go of its queues
        IReadOnlyList<(string Table, string Row)> rows = Rows(tap, domain);
        foreach ((string table, string row) in rows)
        {
            journal.Add(CleanupAction.Command("ovs-vsctl", OpenVswitchBandwidth.Destroy(table, row)));
        }

        if (rows.Count > 0)
        {
            journal.Add(CleanupAction.Command("ovs-vsctl", OpenVswitchBandwidth.Clear(tap)));
        }
    }

    /// <summary>Rows that say whom they are for; those that others refer to stand before those others.</summary>
    private static IReadOnlyList<(string Table, string Row)> Rows(string tap, Guid domain) =>
    [
        .. OpenVswitchBandwidth.Tables.SelectMany(table => HostCommand.Run("ovs-vsctl", OpenVswitchBandwidth.Find(table, tap, domain)).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => (table, row))),
    ];

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
