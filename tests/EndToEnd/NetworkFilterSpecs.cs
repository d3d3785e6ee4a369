using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>Network filters with real packets: what a machine behind one may send, and what becomes of what it forges.</summary>
public sealed class NetworkFilterSpecs
{
    private const string Network = "<network><name>lab</name><bridge name='lab0' stp='off'/><ip address='10.55.0.1' prefix='24'/></network>";
    private const string Mac = "52:54:00:55:00:05";

    [SkippableTheory]
    [InlineData("nftables")]
    [InlineData("iptables")]
    public void Behind_clean_traffic_nobody_forges_MAC_IP_or_ARP(string program)
    {
        using World world = WorldWithNetworks(program);
        world.Do("net-start", world.File_("lab.xml", Network));
        using var one = new NetworkClient(world, "one", "lab0");
        using var two = new NetworkClient(world, "two", "lab0");
        one.Shell($"ip link set one down && ip link set one address {Mac} && ip link set one up && ip addr add 10.55.0.5/24 dev one && ip addr add "
            + "10.55.0.66/24 dev one");
        two.Shell("ip addr add 10.55.0.9/24 dev two");
        ForgeryArrives(one, two).ShouldBeTrue("without a filter the neighbour believes it");
        Ping(one, "10.55.0.66", "10.55.0.9").ShouldBeTrue("without a filter any address will do");

        world.Do("nwfilter-binding-create", world.File_("b.xml", Binding("clean-traffic", "<parameter name='IP' value='10.55.0.5'/>")))
            .ShouldBe($"Network filter binding on onep created from {world.Root}/b.xml\n\n");

        Ping(one, "10.55.0.5", "10.55.0.9").ShouldBeTrue("its own address");
        Ping(one, "10.55.0.5", "10.55.0.1").ShouldBeTrue("the host");
        Ping(one, "10.55.0.66", "10.55.0.9").ShouldBeFalse("another's address");
        ForgeryArrives(one, two).ShouldBeFalse("ARP for another's address");
        one.Shell("ip link set one down && ip link set one address 52:54:00:66:66:66 && ip link set one up");
        Ping(one, "10.55.0.5", "10.55.0.9").ShouldBeFalse("another's MAC");
        one.Shell($"ip link set one down && ip link set one address {Mac} && ip link set one up");
        Ping(one, "10.55.0.5", "10.55.0.9").ShouldBeTrue("itself again");

        world.Do("nwfilter-binding-list").ShouldMatch("(?m)^ onep +clean-traffic$");
        world.Do("nwfilter-binding-delete", "onep");
        Ping(one, "10.55.0.66", "10.55.0.9").ShouldBeTrue("the filter is gone");
        RulesBefore(world, "onep").ShouldBe("");
        world.Do("net-destroy", "lab");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void The_first_address_that_is_used_is_the_guests()
    {
        using World world = WorldWithNetworks();
        world.Do("net-start", world.File_("lab.xml", Network));
        using var one = new NetworkClient(world, "one", "lab0");
        one.Shell($"ip link set one down && ip link set one address {Mac} && ip link set one up && ip addr add 10.55.0.5/24 dev one && ip addr add "
            + "10.55.0.66/24 dev one");
        world.Do("nwfilter-binding-create", world.File_("b.xml", Binding("clean-traffic", "")));

        Ping(one, "10.55.0.5", "10.55.0.1").ShouldBeTrue("the first");
        Ping(one, "10.55.0.66", "10.55.0.1").ShouldBeFalse("the second");

        // a new definition of a filter in the tree keeps what was learnt
        string filter = world.Do("nwfilter-dumpxml", "no-other-rarp-traffic");
        world.Do("nwfilter-define", world.File_("f.xml", filter));
        Ping(one, "10.55.0.66", "10.55.0.1").ShouldBeFalse("still the second");
        Ping(one, "10.55.0.5", "10.55.0.1").ShouldBeTrue("still the first");
        world.VirshLite("nwfilter-undefine", "no-other-rarp-traffic").Error.ShouldContain("error: Requested operation is not valid: nwfilter is in use");

        // and so do rules that somebody flushed, whatever the guest sends from in between
        const string noted = "/run/virshlite/nwfilter-binding/onep.leases";
        World.Until(() => world.Shell($"cat {noted} 2>/dev/null; true").Contains("10.55.0.5 ", StringComparison.Ordinal),
            () => "the address to be written down");
        world.Shell("nft flush ruleset");
        Ping(one, "10.55.0.66", "10.55.0.1");
        world.Do("net-restore");
        Ping(one, "10.55.0.66", "10.55.0.1").ShouldBeFalse("the second after a flush");
        Ping(one, "10.55.0.5", "10.55.0.1").ShouldBeTrue("the first after a flush");
        world.Do("nwfilter-binding-delete", "onep");
        world.Do("net-destroy", "lab");
    }

    [SkippableTheory]
    [InlineData("nftables")]
    [InlineData("iptables")]
    public void The_addresses_that_DHCP_lends_are_the_guests_as_long_as_they_are_lent(string program)
    {
        using World world = WorldWithNetworks(program);
        world.Do("net-start", world.File_("lab.xml", Network.Replace("'24'/>", "'24'><dhcp><range start='10.55.0.100' end='10.55.0.110'/></dhcp></ip>",
            StringComparison.Ordinal)));
        using var one = new NetworkClient(world, "one", "lab0");
        one.Shell($"ip link set one down && ip link set one address {Mac} && ip link set one up && ip addr add 10.55.0.5/24 dev one");
        world.Do("nwfilter-binding-create", world.File_("b.xml", Binding("clean-traffic", "<parameter name='CTRL_IP_LEARNING' value='dhcp'/>")));
        Ping(one, "10.55.0.5", "10.55.0.1").ShouldBeFalse("nobody has lent it");

        string lent = one.Lease().Split('=', ' ')[1];
        World.Until(() => Ping(one, lent, "10.55.0.1"), () => "what was lent to pass");
        world.Do("nwfilter-binding-dumpxml", "onep").ShouldContain($"<parameter name='IP' value='{lent}'/>");
        Ping(one, "10.55.0.5", "10.55.0.1").ShouldBeFalse("still not lent");

        // who learns is killed: what stands, stands, and net-restore brings it back with what it knew
        world.Shell("kill -9 $(cat /run/virshlite/nwfilter-binding/onep.learner)");
        Ping(one, lent, "10.55.0.1").ShouldBeTrue("the rules stand");
        world.Do("net-restore");
        one.Shell("busybox udhcpc -i one -n -f -R -t 10 -T 1 -s /bin/true >/dev/null 2>&1 & sleep 2; kill $!");
        World.Until(() => !Ping(one, lent, "10.55.0.1"), () => "what was given back to pass no more");
        world.Do("nwfilter-binding-dumpxml", "onep").ShouldNotContain(lent);

        world.Do("nwfilter-binding-delete", "onep");
        RulesBefore(world, "onep").ShouldBe("");
        world.Do("net-destroy", "lab");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_guests_filter_stands_with_it_and_goes_with_it()
    {
        using World world = WorldWithNetworks();
        world.Do("net-start", world.File_("lab.xml", Network));
        string guest = world.File_("g.xml", PausedGuest.Xml(
            $"<interface type='network'><mac address='{Mac}'/><source network='lab'/><model type='virtio'/><filterref filter='clean-traffic'><parameter "
            + "name='IP' value='10.55.0.5'/></filterref></interface>"));

        world.Do("start", "--paused", guest);
        world.Shell("nft list table bridge virshlite_vnet0").ShouldContain("iifname \"vnet0\" jump from_guest");
        world.Do("nwfilter-binding-dumpxml", "vnet0").ShouldContain("<filterref filter='clean-traffic'>");
        world.Do("net-port-list", "lab", "--uuid").Trim().Length.ShouldBe(36);
        File.ReadAllText(world.Root + "/lib/libvirt/dnsmasq/lab0.macs").ShouldContain(Mac);
        world.Do("destroy", "g");
        World.Until(() => !world.Shell("nft list tables").Contains("bridge", StringComparison.Ordinal), () => "the rules go");
        World.Until(() => world.Do("net-port-list", "lab", "--uuid").Trim().Length == 0, () => "the port goes");

        world.Do("start", "--paused", guest);
        world.Shell($"kill -9 {world.QemuOf("g")}");
        World.Until(() => !world.Shell("nft list tables").Contains("bridge", StringComparison.Ordinal), () => "the rules go with a QEMU that was killed");
        world.Do("net-destroy", "lab");
    }

    [SkippableFact]
    public void A_filter_of_a_guest_that_died_unseen_goes_with_the_next_verb_and_never_another_guests()
    {
        using World world = WorldWithNetworks();
        world.Do("net-start", world.File_("lab.xml", Network));
        const string nic = "<interface type='network'><mac address='{0}'/><source network='lab'/><model type='virtio'/><target dev='tapx'/><filterref "
            + "filter='clean-traffic'><parameter name='IP' value='10.55.0.5'/></filterref></interface>";
        string Guest(string name, string mac) =>
            world.File_(name + ".xml", PausedGuest.Xml(nic.Replace("{0}", mac, StringComparison.Ordinal), name));

        world.Do("start", "--paused", Guest("one", Mac));
        world.Do("nwfilter-binding-dumpxml", "tapx").ShouldContain("<name>one</name>");
        KillUnseen(world, "one");
        world.Shell("nft list tables").ShouldContain("bridge virshlite_tapx");

        // the device's name becomes another's before anybody has looked
        world.Do("start", "--paused", Guest("two", "52:54:00:55:00:06"));
        world.Do("list").ShouldNotContain("one");
        world.Shell("nft list table bridge virshlite_tapx").ShouldContain("52:54:00:55:00:06");
        world.Do("nwfilter-binding-dumpxml", "tapx").ShouldContain("<name>two</name>");

        KillUnseen(world, "two");
        world.Do("list");
        World.Until(() => !world.Shell("nft list tables").Contains("bridge", StringComparison.Ordinal), () => "the rules go");
        world.Do("net-destroy", "lab");
    }

    /// <summary>QEMU and its supervisor, the supervisor first.</summary>
    private static void KillUnseen(World world, string guest)
    {
        int qemu = world.QemuOf(guest);
        int supervisor = world.SupervisorOf(guest);
        world.Shell($"kill -9 {supervisor} {qemu}");
        World.Until(
            () => !Directory.Exists($"/proc/{qemu}") || File.ReadAllText($"/proc/{qemu}/stat").Contains(") Z", StringComparison.Ordinal), () => "an end");
    }

    [SkippableTheory]
    [InlineData("<filterref filter='no-such-filter'/>", "referenced filter 'no-such-filter' is missing")]
    [InlineData("<filterref filter='clean-traffic-gateway'><parameter name='IP' value='10.55.0.5'/></filterref>", "unavailable list elements: GATEWAY_MAC")]
    public void A_guest_whose_filter_cannot_stand_does_not_start(string filter, string message)
    {
        using World world = WorldWithNetworks();
        world.Do("net-start", world.File_("lab.xml", Network));
        string guest = world.File_("g.xml", PausedGuest.Xml(
            $"<interface type='network'><mac address='{Mac}'/><source network='lab'/><model type='virtio'/>{filter}</interface>"));

        Outcome refused = world.VirshLite("start", "--paused", guest);

        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain(message);
        world.Shell("nft list tables").ShouldNotContain("bridge");
        world.Shell("ls /sys/class/net").ShouldNotContain("vnet0");
        Outcome ignored = world.VirshLite("start", "--paused", "--ignore-filters", guest);
        ignored.ExitCode.ShouldBe(0, ignored.Error);
        ignored.Error.ShouldContain("is not applied");
        world.Do("destroy", "g");
        world.Do("net-destroy", "lab");
    }

    private static bool Ping(NetworkClient client, string from, string to)
    {
        client.Shell("ip neigh flush all");
        return client.Succeeds($"busybox ping -I {from} -c 1 -W 2 {to} || busybox ping -I {from} -c 1 -W 2 {to}");
    }

    /// <summary>Whether a neighbour takes over what is said about an address that is not the sender's.</summary>
    private static bool ForgeryArrives(NetworkClient forger, NetworkClient neighbour)
    {
        neighbour.Shell("ip neigh replace 10.55.0.77 lladdr 52:54:00:77:77:77 nud stale dev two");
        forger.Shell("ip addr add 10.55.0.77/24 dev one");
        forger.Succeeds("busybox arping -A -c 2 -I one -s 10.55.0.77 10.55.0.77");
        forger.Shell("ip addr del 10.55.0.77/24 dev one");
        return !neighbour.Shell("ip neigh show 10.55.0.77").Contains("52:54:00:77:77:77", StringComparison.Ordinal);
    }

    private static string Binding(string filter, string parameters) => $"""
        <filterbinding>
          <owner><name>one</name><uuid>d54df46f-1ab5-4a22-8618-4560ef5fac2c</uuid></owner>
          <portdev name='onep'/>
          <mac address='{Mac}'/>
          <filterref filter='{filter}'>{parameters}</filterref>
        </filterbinding>
        """;

    /// <summary>What the kernel has for a device, whichever program keeps it.</summary>
    private static string RulesBefore(World world, string device) =>
        world.Shell($"(nft list ruleset bridge; ebtables -t nat -L; iptables-save) 2>/dev/null | grep -E '[-_]{device}( |$)|\"{device}\"' || true");

    private static World WorldWithNetworks(string? program = null)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft") && File.Exists("/usr/sbin/dnsmasq"), "needs nftables and dnsmasq-base");
        Skip.IfNot(File.Exists("/bin/busybox"), "needs busybox");
        Skip.If(program == "iptables" && !KernelHasEbtables, "needs ebtables, and a kernel that lets it and iptables look at bridges");
        return new World(PrivateEtc.Script(firewall: "nftables", filters: program));
    }

    /// <summary>Whether ebtables and iptables can look at what bridges carry.</summary>
    internal static bool KernelHasEbtables { get; } = TryEbtables();

    private static bool TryEbtables()
    {
        if (!File.Exists("/usr/sbin/ebtables") || !File.Exists("/proc/sys/net/bridge/bridge-nf-call-iptables"))
        {
            return false;
        }

        using Process tried = Process.Start(new ProcessStartInfo("unshare", ["--net", "ebtables", "-t", "nat", "-N", "try"]) { RedirectStandardError = true })!;
        tried.WaitForExit();
        return tried.ExitCode == 0;
    }

}
