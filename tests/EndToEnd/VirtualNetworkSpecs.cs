using System.Text.Json;

namespace VirshLite.EndToEnd;

/// <summary>libvirt's virtual networks without a libvirt: net-start, what its clients get, net-destroy.</summary>
public sealed class VirtualNetworkSpecs
{
    private const string Isolated = """
        <network>
          <name>quiet</name>
          <bridge name='quiet0' stp='off'/>
          <ip address='10.56.0.1' prefix='24'>
            <dhcp><range start='10.56.0.10' end='10.56.0.20'/></dhcp>
          </ip>
        </network>
        """;

    private const string Nat = """
        <network>
          <name>lab</name>
          <forward mode='nat'/>
          <bridge name='lab0' stp='off'/>
          <mac address='52:54:00:55:00:01'/>
          <mtu size='1400'/>
          <domain name='lab.test' localOnly='yes'/>
          <dns><host ip='10.55.0.9'><hostname>nine</hostname></host></dns>
          <ip address='10.55.0.1' netmask='255.255.255.0'>
            <dhcp>
              <range start='10.55.0.100' end='10.55.0.199'/>
              <host mac='52:54:00:55:00:05' name='five' ip='10.55.0.5'/>
            </dhcp>
          </ip>
          <ip family='ipv6' address='fd00:55::1' prefix='64'/>
        </network>
        """;

    [SkippableFact]
    public void An_isolated_network_gives_addresses_and_no_way_out()
    {
        using World world = WorldWithNetworks();
        string before = Host(world);

        world.Do("net-start", world.File_("quiet.xml", Isolated)).ShouldContain("Network quiet started");

        world.Do("net-list").ShouldMatch(@"(?m)^ quiet +active +no +no$");
        using (var outside = new NetworkClient(world, "out", null))
        using (var client = new NetworkClient(world, "one", "quiet0"))
        {
            Outside(world, outside);
            string lease = client.Lease();
            lease.ShouldMatch(@"^ip=10\.56\.0\.(1\d|20) mask=24 router= ");
            client.Succeeds("busybox ping -c 1 -W 5 10.56.0.1").ShouldBeTrue("the bridge answers");
            client.Shell("ip route add default via 10.56.0.1");
            client.Succeeds("busybox ping -c 1 -W 1 192.0.2.2").ShouldBeFalse("no way out");
        }

        world.Do("net-destroy", "quiet");
        Host(world).ShouldBe(before);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_NAT_network_gives_addresses_names_and_a_way_out_but_none_in()
    {
        using World world = WorldWithNetworks();
        string before = Host(world);

        world.Do("net-start", world.File_("lab.xml", Nat));

        world.Shell("cat /sys/class/net/lab0/address").Trim().ShouldBe("52:54:00:55:00:01");
        world.Shell("cat /sys/class/net/lab0/mtu").Trim().ShouldBe("1400");
        world.Shell("ip -6 addr show dev lab0").ShouldContain("fd00:55::1/64");
        using (var outside = new NetworkClient(world, "out", null))
        using (var client = new NetworkClient(world, "one", "lab0"))
        {
            Outside(world, outside);
            client.Shell("ip link set one down && ip link set one address 52:54:00:55:00:05 && ip link set one up");
            client.Lease().ShouldBe("ip=10.55.0.5 mask=24 router=10.55.0.1 dns=10.55.0.1 mtu=1400");

            // the outside has no route to 10.55.0.0: an answer shows that the sender was replaced
            client.Succeeds("busybox ping -c 1 -W 5 192.0.2.2").ShouldBeTrue("a way out");
            outside.Shell("ip route add 10.55.0.0/24 via 192.0.2.1");
            outside.Succeeds("busybox ping -c 1 -W 1 10.55.0.5").ShouldBeFalse("no way in");
            client.Shell("busybox nslookup nine 10.55.0.1 || true").ShouldContain("10.55.0.9");
            client.Shell("busybox nslookup five.lab.test 10.55.0.1 || true").ShouldContain("10.55.0.5");
        }

        Outcome twice = world.VirshLite("net-start", world.Root + "/lab.xml");
        twice.ExitCode.ShouldBe(1);
        twice.Error.ShouldContain("network is already active");
        world.Do("net-destroy", "lab");
        Host(world).ShouldBe(before);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_defined_network_is_started_by_its_name_and_a_guest_says_how()
    {
        using World world = WorldWithNetworks("mkdir -p /etc/libvirt/qemu/networks/autostart");
        string directory = PrivateEtc.Of(world) + "/libvirt/qemu/networks";
        File.WriteAllText(directory + "/quiet.xml", Isolated);
        File.CreateSymbolicLink(directory + "/autostart/quiet.xml", "/etc/libvirt/qemu/networks/quiet.xml");
        string guest = world.File_("guest.xml", PausedGuest.Xml("<interface type='network'><source network='quiet'/><model type='virtio'/></interface>"));
        world.Do("net-list").ShouldNotContain("quiet");
        world.Do("net-list", "--all").ShouldMatch(@"(?m)^ quiet +inactive +yes +yes$");

        Outcome refused = world.VirshLite("start", guest);
        refused.ExitCode.ShouldBe(1);
        refused.Error.Trim().ShouldEndWith(
            "error: network 'quiet' is not active: its bridge 'quiet0' does not exist; `virshlite net-start quiet` brings it up");

        world.Do("net-start", "quiet");
        world.Do("start", "--paused", guest);
        world.Shell("ls /sys/class/net/quiet0/brif").Trim().ShouldBe("vnet0");
        Outcome destroyed = world.VirshLite("net-destroy", "quiet");
        destroyed.Error.ShouldContain("still connected to it: vnet0");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_start_that_fails_half_way_leaves_nothing_and_says_why()
    {
        using World world = WorldWithNetworks();
        world.Shell("echo 0 > /proc/sys/net/ipv4/ip_forward");
        string before = Host(world);
        string xml = Nat.Replace("<network>", "<network xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'>", StringComparison.Ordinal)
            .Replace("</network>", "<dnsmasq:options><dnsmasq:option value='no-such-word'/></dnsmasq:options></network>", StringComparison.Ordinal);

        Outcome outcome = world.VirshLite("net-start", world.File_("lab.xml", xml));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("dnsmasq");
        outcome.Error.ShouldContain("bad option");
        Host(world).ShouldBe(before);
        world.Shell("cat /proc/sys/net/ipv4/ip_forward").Trim().ShouldBe("0");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void What_was_cut_off_or_removed_by_hand_can_be_taken_down_and_brought_up_again()
    {
        using World world = WorldWithNetworks();
        string before = Host(world);
        string xml = world.File_("lab.xml", Nat);
        world.Do("net-start", xml);
        world.Shell("ip link del lab0");
        world.Do("net-list").ShouldNotContain("lab");

        world.Do("net-start", xml);
        world.Do("net-list").ShouldMatch("(?m)^ lab +active");
        world.Shell("nft flush ruleset && kill -9 $(cat /run/virshlite/network/lab.pid)");
        world.Do("net-restore").ShouldContain("Network lab restored: packet rules, dnsmasq");
        world.Shell("nft list ruleset").ShouldContain("virshlite_lab");
        world.Do("net-restore").ShouldBe("");
        world.Shell("nft flush ruleset && kill -9 $(cat /run/virshlite/network/lab.pid)");
        world.Do("net-destroy", "lab");
        Host(world).ShouldBe(before);

        // a start that was killed before its last step
        world.Do("net-start", xml);
        world.Shell("rm /run/virshlite/network/lab.xml");
        world.Do("net-start", xml);
        world.Do("net-destroy", "lab");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void Open_networks_get_no_rules_and_pools_need_nothing()
    {
        using World world = WorldWithNetworks();
        world.Do("net-start", world.File_("o.xml",
            "<network><name>o</name><forward mode='open'/><bridge name='o0'/><ip address='10.57.0.1' prefix='24'/></network>"));
        world.Do("net-start", world.File_("p.xml", "<network><name>p</name><forward mode='bridge'><interface dev='eth9'/></forward></network>"));
        world.Shell("nft list ruleset").Trim().ShouldBe("");
        world.Do("net-list", "--name").ShouldBe("o\np\n\n");
        world.Do("net-destroy", "o");
        world.Do("net-destroy", "p");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_bridge_whose_MAC_table_libvirt_manages_learns_nothing()
    {
        using World world = WorldWithNetworks();
        Skip.IfNot(world.Run(["ip", "link", "add", "probe", "type", "bridge", "vlan_filtering", "1"]).ExitCode == 0,
            "this kernel's bridges have no VLAN filter");
        world.Do("net-start", world.File_("m.xml",
            "<network><name>m</name><forward mode='open'/><bridge name='m0' macTableManager='libvirt'/><ip address='10.57.0.1' prefix='24'/></network>"));
        world.Shell("cat /sys/class/net/m0/bridge/vlan_filtering").Trim().ShouldBe("1");
        world.Do("start", "--paused", world.File_("g.xml",
            PausedGuest.Xml("<interface type='network'><source network='m'/><model type='virtio'/></interface>")));
        world.Shell("cat /sys/class/net/m0/brif/vnet0/learning").Trim().ShouldBe("0");
        world.Do("destroy", "g");
        world.Do("net-destroy", "m");
        world.LeavesNothing();
    }

    [SkippableTheory]
    [InlineData("dnsmasq", "dnsmasq-base")]
    [InlineData("nft", "nftables")]
    public void A_missing_program_is_named_with_its_package(string program, string package)
    {
        // iptables would do for nft
        using World world = WorldWithNetworks(
            "rm -f /etc/libvirt/network.conf; "
            + $"for p in {program} {(program == "nft" ? "iptables" : "")}; do p=$(command -v $p) && mount --bind /dev/null $(readlink -f $p); done; true");

        Outcome outcome = world.VirshLite("net-start", world.File_("lab.xml", Nat));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain($"needs the program {program}");
        outcome.Error.ShouldContain(package);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_bridge_that_is_there_already_and_addresses_in_use_are_refused()
    {
        using World world = WorldWithNetworks();
        world.Shell("ip link add lab0 type bridge");
        string xml = world.File_("lab.xml", Nat);
        world.VirshLite("net-start", xml).Error.ShouldContain("bridge name 'lab0' already in use");
        world.Shell("ip link del lab0 && ip link add other type bridge && ip addr add 10.55.0.7/24 dev other && ip link set other up");
        world.VirshLite("net-start", xml).Error.ShouldContain("Network is already in use by interface other");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void Session_mode_says_that_it_cannot()
    {
        using World world = WorldWithNetworks();

        Outcome outcome = world.VirshLite("--session", "net-start", world.File_("lab.xml", Nat));

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("session mode cannot start networks");
    }

    [SkippableFact]
    public void A_Linux_guest_on_a_NAT_network_gets_its_address_and_reaches_the_outside()
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using World world = WorldWithNetworks();
        world.Do("net-start", world.File_("lab.xml", Nat));
        using var outside = new NetworkClient(world, "out", null);
        Outside(world, outside);
        string serial = world.Root + "/serial.log";
        string xml = linux.Xml("net", serial, "lab0", "", "192.0.2.2", "52:54:00:55:00:05")
            .Replace("<interface type='bridge'>", "<interface type='network'>", StringComparison.Ordinal)
            .Replace("<source bridge='lab0'/>", "<source network='lab'/>", StringComparison.Ordinal)
            .Replace("vl.ip= ", "vl.dhcp=1 ", StringComparison.Ordinal);

        string answer = world.File_("answer", "");
        world.Shell($"{Programs.VirshLite} start {world.File_("net.xml", xml)} --wait-for-ip 600 >{answer} 2>&1 &");

        World.Until(() => File.Exists(serial) && File.ReadAllText(serial).Contains("VL-LEASE", StringComparison.Ordinal), () => File.ReadAllText(answer));
        World.Until(() => File.ReadAllText(answer).EndsWith("\n10.55.0.5\n", StringComparison.Ordinal), () => File.ReadAllText(answer));

        // whoever wants in by ssh need not know the address
        world.File_("ssh", "#!/bin/sh\necho \"$@\"\n");
        world.Shell($"chmod 755 ssh && PATH=$PWD:$PATH {Programs.VirshLite} ssh root@net --port 2222 -- uptime -p")
            .ShouldBe("-o HostKeyAlias=net -l root -p 2222 -- 10.55.0.5 uptime -p\n");
        world.Do("top", "--once", "--delay", "0.2").Split('\n')[2].ShouldMatch("^ [0-9]+ +net +running +[0-9]+\\.[0-9] +[0-9.]+M ( +[0-9.]+[BKM]){4}$");
        World.Until(() => File.Exists(serial) && File.ReadAllText(serial).Contains("VL-PONG", StringComparison.Ordinal), () => File.ReadAllText(serial));
        File.ReadAllText(serial).ShouldContain("VL-LEASE 10.55.0.5 router=10.55.0.1 dns=10.55.0.1");
        using JsonDocument state = JsonDocument.Parse(world.Do("net-info", "lab", "--output", "json"));
        state.RootElement.GetProperty("bridge").GetString().ShouldBe("lab0");
        world.Do("destroy", "net");
        world.Do("net-destroy", "lab");
        world.LeavesNothing();
    }

    /// <summary>192.0.2.2, behind 192.0.2.1 of the world.</summary>
    private static void Outside(World world, NetworkClient outside)
    {
        world.Shell($"ip addr add 192.0.2.1/24 dev {outside.Name}p && sysctl -qw net.ipv4.ip_forward=1");
        outside.Shell($"ip addr add 192.0.2.2/24 dev {outside.Name}");
    }

    /// <summary>What net-start changes on a host.</summary>
    private static string Host(World world) =>
        world.Shell("ls /sys/class/net; nft list ruleset | grep comment; ls /run/virshlite/network/ 2>/dev/null || true");

    private static World WorldWithNetworks(string? setup = null)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft") && File.Exists("/usr/sbin/dnsmasq"), "needs nftables and dnsmasq-base");
        Skip.IfNot(File.Exists("/bin/busybox"), "needs busybox");
        return new World(PrivateEtc.Script(firewall: "nftables") + setup);
    }
}
