namespace VirshLite.EndToEnd;

/// <summary>Networks whose packet rules iptables keeps, in both of its forms, on a host that lets nothing pass by itself (networks.md 5.2).</summary>
public sealed class IptablesNetworkSpecs
{
    /// <summary>iptables' own program behind its names, where Debian's alternatives lead, and the older one.</summary>
    private const string Newer = "/usr/sbin/xtables-nft-multi";
    private const string Older = "/usr/sbin/xtables-legacy-multi";

    private const string Lab = """
        <network>
          <name>lab</name>
          <forward mode='nat'/>
          <bridge name='lab0' stp='off'/>
          <dns><host ip='10.55.0.9'><hostname>nine</hostname></host></dns>
          <ip address='10.55.0.1' netmask='255.255.255.0'><dhcp><range start='10.55.0.100' end='10.55.0.199'/></dhcp></ip>
          <ip family='ipv6' address='fd00:55::1' prefix='64'/>
        </network>
        """;

    [SkippableTheory]
    [InlineData("")]
    [InlineData("mount --bind " + Older + " " + Newer)]
    public void Guests_have_addresses_names_and_a_way_out_where_the_host_lets_nothing_in_or_across(string setup)
    {
        using World world = WorldWithIptables("iptables", setup: setup);
        world.Shell("for c in INPUT FORWARD; do iptables -P $c DROP; ip6tables -P $c DROP; done; iptables -A INPUT -i lo -j ACCEPT");
        world.Do("net-start", world.File_("lab.xml", Lab));

        using (var outside = new NetworkClient(world, "out", null))
        using (var one = new NetworkClient(world, "one", "lab0"))
        using (var two = new NetworkClient(world, "two", "lab0"))
        {
            world.Shell("ip addr add 192.0.2.1/24 dev outp");
            outside.Shell("ip addr add 192.0.2.2/24 dev out && ip route add default via 192.0.2.1");
            one.Lease().ShouldStartWith("ip=10.55.0.");
            string lease = two.Lease();
            lease.ShouldStartWith("ip=10.55.0.");
            string address = lease.Split('=', ' ')[1];
            one.Shell("busybox nslookup nine 10.55.0.1 || true").ShouldContain("10.55.0.9");
            Pings(one, "192.0.2.2").ShouldBeTrue("a way out");
            Pings(one, address).ShouldBeTrue("its neighbour");
            Pings(one, "10.55.0.1").ShouldBeFalse("the host lets in what the network needs, no more");
            Pings(outside, address).ShouldBeFalse("no way in");

            foreach (string flush in (string[])["iptables -t nat -F LIBVIRT_PRT", "iptables -D FORWARD -j LIBVIRT_FWO", "ip6tables -F LIBVIRT_FWI", FlushAll])
            {
                world.Shell(flush);
                world.Do("net-restore").ShouldContain("Network lab restored: packet rules");
                world.Do("net-restore").ShouldBe("", flush);
                Pings(one, "192.0.2.2").ShouldBeTrue("a way out after " + flush);
                Pings(outside, address).ShouldBeFalse("no way in after " + flush);
            }
        }

        world.Do("net-destroy", "lab");
        Rules(world).ShouldNotContain("lab");
        world.LeavesNothing();
    }

    [SkippableTheory]
    [InlineData(null, "debian", true)]
    [InlineData(null, "fedora", false)]
    [InlineData("nftables", "debian", false)]
    [InlineData("iptables", "fedora", true)]
    public void The_program_is_chosen_as_libvirt_chooses(string? named, string distribution, bool isIptables)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft"), "needs nftables");
        using World world = WorldWithIptables(named, distribution);

        world.Do("net-start", world.File_("lab.xml", Lab));

        Rules(world).Contains("virshlite_lab", StringComparison.Ordinal).ShouldBe(isIptables);
        Tables(world).Contains("libvirt_network", StringComparison.Ordinal).ShouldBe(!isIptables);
        world.Do("net-destroy", "lab");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void Rules_follow_a_choice_that_changes_while_the_network_runs()
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft"), "needs nftables");
        using World world = WorldWithIptables("iptables");
        world.Do("net-start", world.File_("lab.xml", Lab));
        File.WriteAllText(PrivateEtc.Of(world) + "/libvirt/network.conf", "firewall_backend = \"nftables\"\n");

        world.Do("net-restore").ShouldContain("Network lab restored: packet rules");

        Rules(world).ShouldNotContain("virshlite_lab");
        world.Shell("nft list table ip libvirt_network").ShouldContain("virshlite_lab");
        world.Do("net-destroy", "lab");
        world.Shell("nft list table ip libvirt_network").ShouldNotContain("virshlite_lab");
        world.LeavesNothing();
    }

    private const string FlushAll =
        "for p in iptables ip6tables; do for t in nat mangle filter; do $p -t $t -F; $p -t $t -X; done; done";

    private static bool Pings(NetworkClient client, string address) => client.Succeeds($"busybox ping -c 1 -W 1 {address} || busybox ping -c 1 -W 1 {address}");

    private static string Rules(World world) => world.Shell("(iptables-save; ip6tables-save) | grep -E '^(-|:)' | sed 's/ \\[.*//' | sort");

    private static string Tables(World world) => world.Shell("nft list tables");

    private static World WorldWithIptables(string? named, string? distribution = null, string setup = "")
    {
        Skip.IfNot(File.Exists("/usr/sbin/iptables") && File.Exists(Newer) && File.Exists("/usr/sbin/dnsmasq"), "needs iptables and dnsmasq-base");
        Skip.IfNot(File.Exists("/bin/busybox"), "needs busybox");
        Skip.If(setup.Contains(Older, StringComparison.Ordinal) && !File.Exists(Older), "needs the older iptables: " + Older);
        return new World(PrivateEtc.Script(named, distribution) + setup);
    }
}
