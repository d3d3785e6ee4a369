namespace VirshLite.Translator.NetworkFilters;

/// <summary>The fixed rule sets that stand while a guest's address is being learnt (nwfilter.md 6).</summary>
public static class BasicFilterCommands
{
    /// <summary>IPv4 and ARP from the guest's own MAC, nothing else; to the guest everything.</summary>
    public static IReadOnlyList<FilterCommand> Any(string port, string mac)
    {
        var set = new FilterChains(port, IsNew: true);
        return
        [
            .. FilterCommands.RemoveAll(port),
            FilterCommands.Ebtables("-N", set.From),
            FilterCommands.Ebtables("-A", set.From, "-s", "!", mac, "-j", "DROP"),
            FilterCommands.Ebtables("-A", set.From, "-p", "IPv4", "-j", "ACCEPT"),
            FilterCommands.Ebtables("-A", set.From, "-p", "ARP", "-j", "ACCEPT"),
            FilterCommands.Ebtables("-A", set.From, "-j", "DROP"),
            FilterCommands.Ebtables("-A", "PREROUTING", "-i", port, "-j", set.From),
            Rename(set.From, new FilterChains(port, IsNew: false).From),
        ];
    }

    /// <summary>DHCP only, with answers from these servers; from any where none is named.</summary>
    public static IReadOnlyList<FilterCommand> DhcpOnly(string port, string mac, IReadOnlyList<string> servers, bool leaveTemporary = false)
    {
        var set = new FilterChains(port, IsNew: true);
        var used = new FilterChains(port, IsNew: false);
        List<FilterCommand> commands =
        [
            .. FilterCommands.RemoveAll(port),
            FilterCommands.Ebtables("-N", set.From),
            FilterCommands.Ebtables("-N", set.To),
            FilterCommands.Ebtables("-A", set.From, "-s", mac, "-p", "ipv4", "--ip-protocol", "udp", "--ip-sport", "68", "--ip-dport", "67", "-j", "ACCEPT"),
            FilterCommands.Ebtables("-A", set.From, "-j", "DROP"),
        ];
        foreach (string? server in servers.Count == 0 ? (IReadOnlyList<string?>)[null] : servers)
        {
            string[] from = server is null ? [] : ["--ip-src", server];
            foreach (string to in (string[])[mac, "ff:ff:ff:ff:ff:ff"])
            {
                commands.Add(FilterCommands.Ebtables(["-A", set.To, "-d", to, "-p", "ipv4", "--ip-protocol", "udp", .. from, "--ip-sport", "67", "--ip-dport",
                    "68", "-j", "ACCEPT"]));
            }
        }

        commands.AddRange(
        [
            FilterCommands.Ebtables("-A", set.To, "-j", "DROP"),
            FilterCommands.Ebtables("-A", "PREROUTING", "-i", port, "-j", set.From),
            FilterCommands.Ebtables("-A", "POSTROUTING", "-o", port, "-j", set.To),
        ]);
        return leaveTemporary ? commands : [.. commands, Rename(set.From, used.From), Rename(set.To, used.To)];
    }

    /// <summary>Nothing at all: what stands when learning has failed.</summary>
    public static IReadOnlyList<FilterCommand> DropAll(string port)
    {
        var set = new FilterChains(port, IsNew: true);
        var used = new FilterChains(port, IsNew: false);
        return
        [
            .. FilterCommands.RemoveAll(port),
            FilterCommands.Ebtables("-N", set.From),
            FilterCommands.Ebtables("-N", set.To),
            FilterCommands.Ebtables("-A", set.From, "-j", "DROP"),
            FilterCommands.Ebtables("-A", set.To, "-j", "DROP"),
            FilterCommands.Ebtables("-A", "PREROUTING", "-i", port, "-j", set.From),
            FilterCommands.Ebtables("-A", "POSTROUTING", "-o", port, "-j", set.To),
            Rename(set.From, used.From),
            Rename(set.To, used.To),
        ];
    }

    private static FilterCommand Rename(string from, string to) => FilterCommands.Ebtables("-E", from, to);
}
