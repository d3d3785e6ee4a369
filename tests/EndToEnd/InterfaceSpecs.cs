namespace VirshLite.EndToEnd;

/// <summary>What the host has for an interface of a guest that runs: queues, ports, limits. The guests need no operating system.</summary>
public sealed class InterfaceSpecs
{
    private const string Limited =
        "<interface type='bridge'><source bridge='br0'/><model type='virtio'/>" +
        "<bandwidth><inbound average='1000' peak='2000' burst='512'/><outbound average='500'/></bandwidth></interface>";

    private const string Bridge = "ip link add br0 type bridge && ip link set br0 up";

    [SkippableFact]
    public void A_multi_queue_tap_has_as_many_queues_as_the_guest()
    {
        using var world = new World(Bridge);

        Start(world, "<interface type='bridge'><source bridge='br0'/><model type='virtio'/><driver queues='4'/></interface>");

        // QEMU lets all but the first rest until the guest asks for them
        string link = world.Shell("ip -d link show vnet0");
        link.ShouldMatch("multi_queue (on )?numqueues 1 numdisabled 3");
        string line = string.Join(' ', CommandLines.Running(world, "g"));
        line.ShouldMatch("\"fds\":\"\\d+:\\d+:\\d+:\\d+\"");
        End(world);
    }

    [SkippableTheory]
    [InlineData("bridge", 1)]
    [InlineData("vepa", 1)]
    [InlineData("private", 2)]
    [InlineData("passthrough", 1)]
    public void A_macvtap_on_a_veth(string mode, int queues)
    {
        using var world = new World("ip link add up0 type veth peer name up1 && ip link set up0 up && ip link set up1 up");
        string before = world.Shell("cat /sys/class/net/up0/address");

        Start(world,
            $"<interface type='direct'><mac address='52:54:00:00:00:21'/><source dev='up0' mode='{mode}'/><model type='virtio'/><driver "
            + $"queues='{queues}'/></interface>");

        string link = world.Shell("ip -d link show macvtap0");
        link.ShouldContain("macvtap0@up0");
        link.ShouldMatch($@"macvtap +mode {(mode == "passthrough" ? "passthru" : mode)}");
        world.Shell("cat /sys/class/net/macvtap0/address").Trim().ShouldBe("52:54:00:00:00:21");
        string[] words = CommandLines.Running(world, "g");
        words.Count(w => w.Contains("\"type\":\"tap\"", StringComparison.Ordinal)).ShouldBe(1);
        End(world);
        world.Shell("ls /sys/class/net").ShouldNotContain("macvtap");
        world.Shell("cat /sys/class/net/up0/address").ShouldBe(before);
    }

    [SkippableFact]
    public void The_host_s_side_of_an_ethernet_interface_has_its_addresses_and_routes()
    {
        using var world = new World("true");

        Start(world, """
            <interface type='ethernet'>
              <mac address='52:54:00:00:00:31'/>
              <source>
                <ip address='172.20.93.1'/>
                <ip address='192.168.93.1' peer='192.168.93.2' prefix='32'/>
                <ip address='192.168.94.1' prefix='30'/>
                <ip family='ipv6' address='fd93::1'/>
                <route address='10.94.0.0' prefix='16' gateway='192.168.94.2'/>
                <route address='10.95.0.0' netmask='255.255.0.0' gateway='192.168.94.2' metric='7'/>
              </source>
              <target dev='eth-g'/>
              <model type='virtio'/>
            </interface>
            """);

        string addresses = world.Shell("ip addr show dev eth-g");
        addresses.ShouldContain("inet 172.20.93.1/16 brd 172.20.255.255");
        addresses.ShouldContain("inet 192.168.93.1 peer 192.168.93.2/32");
        addresses.ShouldContain("inet 192.168.94.1/30 brd 192.168.94.3");
        addresses.ShouldContain("inet6 fd93::1/64");
        world.Shell("ip route show 10.94.0.0/16").Trim().ShouldEndWith("via 192.168.94.2 dev eth-g metric 1");
        world.Shell("ip route show 10.95.0.0/16").Trim().ShouldEndWith("via 192.168.94.2 dev eth-g metric 7");
        End(world);
    }

    [SkippableFact]
    public void Two_interfaces_on_two_bridges()
    {
        using var world = new World(Bridge + " && ip link add br1 mtu 1300 type bridge");

        Start(world,
            "<interface type='bridge'><source bridge='br1'/><model type='e1000e'/></interface><interface type='bridge'><source bridge='br0'/><model "
            + "type='virtio'/></interface>");

        world.Shell("ls /sys/class/net/br1/brif").Trim().ShouldBe("vnet0");
        world.Shell("ls /sys/class/net/br0/brif").Trim().ShouldBe("vnet1");
        world.Shell("cat /sys/class/net/vnet0/mtu").Trim().ShouldBe("1300");
        End(world);
    }

    [SkippableFact]
    public void An_isolated_port_and_a_device_with_a_name_of_its_own()
    {
        using var world = new World(Bridge);

        Start(world, "<interface type='bridge'><source bridge='br0'/><target dev='web0'/><model type='virtio'/><port isolated='yes'/></interface>");

        world.Shell("cat /sys/class/net/br0/brif/web0/isolated").Trim().ShouldBe("1");
        End(world);
    }

    [SkippableFact]
    public void Jumbo_frames()
    {
        using var world = new World(Bridge);

        Start(world, "<interface type='bridge'><source bridge='br0'/><model type='virtio'/><mtu size='9000'/></interface>");

        world.Shell("cat /sys/class/net/vnet0/mtu").Trim().ShouldBe("9000");
        string.Join(' ', CommandLines.Running(world, "g")).ShouldContain("\"host_mtu\":9000");
        End(world);
    }

    [SkippableFact]
    public void A_bandwidth_limit_stands_in_tc()
    {
        using var world = new World(Bridge);
        const string probe = "ip link add p type veth && tc qdisc add dev p ingress && tc qdisc add dev p root handle 1: htb && " +
            "tc class add dev p parent 1: classid 1:1 htb rate 1kbps && tc qdisc add dev p parent 1:1 handle 2: sfq && " +
            "tc filter add dev p parent 1:0 protocol all prio 1 handle 1 fw flowid 1 && " +
            "tc filter add dev p parent ffff: protocol all u32 match u32 0 0 police rate 1kbps burst 1kb drop flowid :1";
        Outcome possible = world.Run(["sh", "-c", probe]);
        Skip.IfNot(possible.ExitCode == 0, "this kernel cannot shape traffic: " + possible.Error);

        Start(world, Limited);

        world.Shell("tc class show dev vnet0").ShouldMatch("class htb 1:1 .*rate 8Mbit ceil 16Mbit");
        world.Shell("tc filter show dev vnet0 ingress").ShouldMatch("police .*rate 4Mbit");
        End(world);
    }

    /// <summary>Whatever the kernel can do: what tc is told.</summary>
    [SkippableFact]
    public void A_bandwidth_limit_is_handed_to_tc()
    {
        using var world = new World(Bridge + """

            tc=$(readlink -f $(command -v tc))
            printf '#!/bin/sh\necho "$*" >> /var/log/tc\n' > /var/log/tc.sh && chmod 755 /var/log/tc.sh && mount --bind /var/log/tc.sh $tc
            """);

        Start(world, Limited);

        File.ReadAllText(world.Root + "/log/tc").ShouldBe("""
            qdisc del dev vnet0 root
            qdisc del dev vnet0 ingress
            qdisc add dev vnet0 root handle 1: htb default 1
            class add dev vnet0 parent 1: classid 1:1 htb rate 1000kbps ceil 2000kbps burst 512kb quantum 85
            qdisc add dev vnet0 parent 1:1 handle 2: sfq perturb 10
            filter add dev vnet0 parent 1:0 protocol all prio 1 handle 1 fw flowid 1
            qdisc add dev vnet0 ingress
            filter add dev vnet0 parent ffff: protocol all u32 match u32 0 0 police rate 500kbps burst 500kb mtu 64kb drop flowid :1

            """);
        End(world);
    }

    [SkippableTheory]
    [InlineData("<link state='down'/>", "VL-CARRIER 0")]
    [InlineData("<link state='up'/>", "VL-CARRIER 1")]
    public void The_link_is_as_the_XML_says(string state, string said)
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World(Bridge);
        string serial = world.Root + "/serial.log";
        string xml = linux.Xml("g", serial, "br0", "10.77.0.2", "", "52:54:00:77:00:02")
            .Replace("<source bridge='br0'/>", "<source bridge='br0'/>" + state, StringComparison.Ordinal);

        world.Do("start", world.File_("g.xml", xml));

        World.Until(() => File.Exists(serial) && File.ReadAllText(serial).Contains("VL-READY", StringComparison.Ordinal), () => File.ReadAllText(serial));
        File.ReadAllText(serial).ShouldContain(said);
        End(world);
    }

    private static void Start(World world, string devices) => world.Do("start", "--paused", world.File_("g.xml", PausedGuest.Xml(devices)));

    private static void End(World world)
    {
        world.Do("destroy", "g");
        world.LeavesNothing();
    }
}
