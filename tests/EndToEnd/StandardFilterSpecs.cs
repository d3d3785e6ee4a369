namespace VirshLite.EndToEnd;

/// <summary>
/// Every kind of frame sent for real from behind each of the standard filters, and filters of people's own with lists of addresses: what comes through, by the
/// counters of the machine that should get it.
/// </summary>
public sealed class StandardFilterSpecs
{
    private const string Mac = "52:54:00:55:00:05";
    private const string Neighbour = "52:54:00:55:00:09";
    private const string All = "own ip mac arp broadcast multicast dhcp";

    private const string Network = "<network><name>lab</name><bridge name='lab0' stp='off'/><ip address='10.55.0.1' prefix='24'/></network>";

    /// <summary>Filter, its parameters, and what comes through of all that is sent; the frames' names are <see cref="Counters"/>'.</summary>
    private static readonly (string Filter, string Parameters, string Arrives)[] Table =
    [
        ("no-mac-spoofing", "", "own ip arp broadcast multicast dhcp"),
        ("no-ip-spoofing", Ip, "own mac arp broadcast multicast dhcp"),
        ("no-arp-spoofing", Ip, "own ip mac broadcast multicast dhcp"),
        ("no-arp-ip-spoofing", Ip, "own ip mac broadcast multicast dhcp"),
        ("no-ip-multicast", "", "own ip mac arp broadcast dhcp"),
        ("no-mac-broadcast", "", "own ip mac arp multicast"),
        ("no-other-l2-traffic", "", ""),
        ("allow-arp", "", All),
        ("allow-ipv4", "", All),
        ("only-dhcp", "", "dhcp"),
        ("clean-traffic", Ip, "own broadcast multicast dhcp"),
        ("clean-traffic", Ip + "<parameter name='IP' value='10.55.0.66'/>", "own ip broadcast multicast dhcp"),
        ("first-only", Ip + "<parameter name='IP' value='10.55.0.66'/>", "own mac arp broadcast multicast"),
        ("pairs", Ip + "<parameter name='IP' value='10.55.0.66'/><parameter name='TO' value='10.55.0.9'/><parameter name='TO' value='10.55.0.10'/>",
            "own mac arp"),
    ];

    /// <summary>What is looked at with ebtables too: a filter of each form.</summary>
    private static readonly string[] ByEbtables = ["no-mac-spoofing", "clean-traffic", "only-dhcp", "pairs"];

    private static readonly string[] OwnFilters =
    [
        "<filter name='only-dhcp'><filterref filter='allow-dhcp'/><filterref filter='no-other-l2-traffic'/></filter>",
        "<filter name='first-only'><rule action='drop' direction='out'><ip match='no' srcipaddr='$IP[0]'/></rule></filter>",
        """
        <filter name='pairs'>
          <rule action='accept' direction='out' priority='100'><ip srcipaddr='$IP[@1]' dstipaddr='$TO[@1]'/></rule>
          <rule action='drop' direction='out' priority='200'><ip/></rule>
        </filter>
        """,
    ];

    private const string Ip = "<parameter name='IP' value='10.55.0.5'/>";

    private const string Counters = """
        table ip seen {
          counter c_own { }
          counter c_ip { }
          counter c_mac { }
          counter c_broadcast { }
          counter c_multicast { }
          counter c_dhcp { }
          chain c {
            type filter hook prerouting priority -400;
            ether saddr 52:54:00:66:66:66 ip daddr 10.55.0.9 counter name c_mac return
            ip saddr 10.55.0.5 ip daddr 10.55.0.9 counter name c_own
            ip saddr 10.55.0.66 ip daddr 10.55.0.9 counter name c_ip
            ip saddr 10.55.0.5 ip daddr 10.55.0.255 counter name c_broadcast
            ip saddr 10.55.0.5 ip daddr 224.0.0.1 counter name c_multicast
            udp sport 68 udp dport 67 counter name c_dhcp
          }
        }
        table arp seen {
          counter c_arp { }
          chain c {
            type filter hook input priority 0;
            arp saddr ip 10.55.0.77 counter name c_arp
          }
        }
        """;

    /// <summary>One of each kind, all at once; nobody asks for MACs. A second MAC has the same address on a device of its own.</summary>
    private const string Send = """
        busybox ping -I 10.55.0.5 -c 1 -W 1 10.55.0.9 &
        busybox ping -I 10.55.0.66 -c 1 -W 1 10.55.0.9 &
        busybox ping -I forged -c 1 -W 1 10.55.0.9 &
        busybox ping -I 10.55.0.5 -c 1 -W 1 10.55.0.255 &
        busybox ping -I one -c 1 -W 1 224.0.0.1 &
        busybox arping -A -c 1 -w 1 -I one -s 10.55.0.77 10.55.0.77 &
        busybox udhcpc -i one -n -q -f -t 1 -T 1 -s /bin/true &
        wait
        """;

    [SkippableTheory]
    [InlineData("nftables")]
    [InlineData("iptables")]
    public void Each_filter_stops_what_it_is_for_and_nothing_else(string program)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft") && File.Exists("/bin/busybox"), "needs nftables and busybox");
        Skip.If(program == "iptables" && !NetworkFilterSpecs.KernelHasEbtables, "needs ebtables, and a kernel that lets it look at bridges");
        using var world = new World(PrivateEtc.Script(firewall: "nftables", filters: program));
        world.Do("net-start", world.File_("lab.xml", Network));
        foreach (string filter in OwnFilters)
        {
            world.Do("nwfilter-define", world.File_("f.xml", filter));
        }

        using var one = new NetworkClient(world, "one", "lab0");
        using var two = new NetworkClient(world, "two", "lab0");
        one.Shell($"ip link set one down && ip link set one address {Mac} && ip link set one up && ip addr add 10.55.0.5/24 brd + dev one && "
            + "ip addr add 10.55.0.66/24 dev one && ip addr add 10.55.0.77/24 dev one && ip route add 224.0.0.0/4 dev one && "
            + "ip link add link one name forged type macvlan mode private && "
            + "ip link set forged address 52:54:00:66:66:66 up && ip addr add 10.55.0.5/32 dev forged && "
            + $"ip neigh add 10.55.0.9 lladdr {Neighbour} dev one && ip neigh add 10.55.0.9 lladdr {Neighbour} dev forged");
        two.Shell($"ip link set two down && ip link set two address {Neighbour} && ip link set two up && ip addr add 10.55.0.9/24 brd + dev two && "
            + $"ip neigh add 10.55.0.5 lladdr {Mac} dev two && ip neigh add 10.55.0.66 lladdr {Mac} dev two");
        string counters = world.File_("counters.nft", Counters);
        string send = world.File_("send.sh", Send);
        Sent(one, two, counters, send).ShouldBe(All, "without a filter all of it comes through");

        string[] wrong = [.. Table.Where(t => program == "nftables" || ByEbtables.Contains(t.Filter)).Select(t =>
        {
            world.Do("nwfilter-binding-create", world.File_("b.xml", $"""
                <filterbinding>
                  <owner><name>one</name><uuid>d54df46f-1ab5-4a22-8618-4560ef5fac2c</uuid></owner>
                  <portdev name='onep'/>
                  <mac address='{Mac}'/>
                  <filterref filter='{t.Filter}'>{t.Parameters}</filterref>
                </filterbinding>
                """));
            string arrived = Sent(one, two, counters, send);
            world.Do("nwfilter-binding-delete", "onep");
            return arrived == t.Arrives ? "" : $"{t.Filter} {t.Parameters}: {arrived}, not {t.Arrives}";
        }).Where(w => w.Length > 0)];

        wrong.ShouldBeEmpty();
        Sent(one, two, counters, send).ShouldBe(All, "all of it again");
        world.Do("net-destroy", "lab");
    }

    /// <summary>Sends one frame of each kind; the names of those that arrived.</summary>
    private static string Sent(NetworkClient one, NetworkClient two, string counters, string send)
    {
        two.Shell($"nft delete table ip seen 2>/dev/null; nft delete table arp seen 2>/dev/null; nft -f {counters}");
        one.Shell($"sh {send} >/dev/null 2>&1; true");
        string[] lines = two.Shell("nft list counters").Split('\n');
        return string.Join(' ', All.Split(' ').Where(name => Array.FindIndex(lines, l => l.Trim() == $"counter c_{name} {{") is >= 0 and var at
            && !lines[at + 1].Contains("packets 0 ", StringComparison.Ordinal)));
    }
}
