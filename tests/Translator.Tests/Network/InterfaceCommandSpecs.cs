using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Addresses;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Network;

/// <summary>Interfaces on the command line and beside it (network.md 5, 6, 8.10).</summary>
public class InterfaceCommandSpecs
{
    [Fact]
    public void A_vhost_descriptor_is_a_named_resource_for_each_queue()
    {
        LaunchPlan plan = Plan("<interface type='bridge'><source bridge='br0'/><model type='virtio'/><driver name='vhost' queues='2'/></interface>");
        plan.Resources.Where(r => r is TapQueue or VhostNet).Select(r => r.Name)
            .ShouldBe(["tapfd-net00", "tapfd-net01", "vhostfd-net00", "vhostfd-net01"]);
        plan.Resources.OfType<VhostNet>().ShouldAllBe(v => v.DevicePath == "/dev/vhost-net");
        InterfacePlan made = plan.Resources.OfType<TapQueue>().First().Interface;
        made.Kind.ShouldBe(TapKind.Bridge);
        made.Link.ShouldBe("br0");
        made.VnetHeader.ShouldBeTrue();
    }

    [Fact]
    public void The_driver_name_qemu_and_other_cards_mean_no_vhost()
    {
        Plan("<interface type='bridge'><source bridge='br0'/><model type='virtio'/><driver name='qemu'/></interface>")
            .Resources.ShouldNotContain(r => r is VhostNet);
        Plan("<interface type='bridge'><source bridge='br0'/><model type='e1000'/></interface>").Resources.ShouldNotContain(r => r is VhostNet);
    }

    [Fact]
    public void Passt_is_a_helper_with_its_forwards()
    {
        LaunchPlan plan = Plan(
            """
            <interface type='user'>
              <backend type='passt' logFile='/var/log/passt.log'/>
              <source dev='eth0'/>
              <ip address='172.17.2.4' prefix='24'/>
              <portForward proto='udp' address='1.2.3.4' dev='eth0'>
                <range start='5000' end='5020' to='6000'/><range start='5010' end='5015' exclude='yes'/>
              </portForward>
              <portForward proto='tcp'/>
            </interface>
            """);
        const string socket = "/run/libvirt/qemu/passt/-1-guest-net0.socket";
        PlannedHelper passt = plan.Helpers.Single();
        passt.Arguments.ShouldBe(
        [
            "--one-off", "--socket", socket, "--pid", "/run/libvirt/qemu/passt/-1-guest-net0-passt.pid", "--interface", "eth0", "--log-file",
                "/var/log/passt.log",
            "--address", "172.17.2.4", "--netmask", "24", "--udp-ports", "1.2.3.4%eth0/5000-5020:6000-6020,~5010-5015", "--tcp-ports", "all",
        ]);
        Netdev(plan).ShouldBe(
            $$"""{"type":"stream","addr":{"type":"unix","path":"{{socket}}"},"server":false,"reconnect-ms":5000,"id":"hostnet0"}""");
    }

    [Theory]
    [InlineData("<interface type='mcast'><source address='230.0.0.1' port='5558'/></interface>", """{"type":"socket","mcast":"230.0.0.1:5558","id":"hostnet0"}""")]
    [InlineData("<interface type='server'><source port='5558'/></interface>", """{"type":"socket","listen":":5558","id":"hostnet0"}""")]
    [InlineData("<interface type='user'><ip address='10.0.5.0' prefix='24'/></interface>", """{"type":"user","net":"10.0.5.0/24","id":"hostnet0"}""")]
    [InlineData("<interface type='internal'><source name='x'/></interface>", """{"type":"user","id":"hostnet0"}""")]
    public void Socket_and_user_netdevs(string xml, string netdev) => Netdev(Plan(xml)).ShouldBe(netdev);

    [Theory]
    [InlineData("<interface type='user'><model type='e1000'/><portForward proto='tcp'/></interface>", "passt")]
    [InlineData("<interface type='bridge'><source bridge='b'/><model type='virtio'/><driver rx_queue_size='500'/></interface>",
        "rx_queue_size has to be a power of two")]
    [InlineData("<interface type='user'><mtu size='1400'/></interface>", "setting MTU on interface type user is not supported yet")]
    [InlineData("<interface type='bridge'><source bridge='b'/><model type='e1000'/><driver iommu='on'/></interface>",
        "iommu driver option is only supported for virtio devices")]
    [InlineData("<interface type='user'><model type='virtio'/><driver queues='2'/></interface>",
        "multiqueue is not supported for network interfaces of type user")]
    [InlineData("<interface type='direct'><source dev='eth0'/><vlan><tag id='5'/></vlan></interface>", "vlan tag not supported for this connection type")]
    public void What_an_interface_cannot_be(string xml, string message) =>
        Should.Throw<DomainException>(() => Plan(xml)).Message.ShouldContain(message);

    [Fact]
    public void In_session_mode_the_bridge_helper_gives_one_descriptor_whatever_the_queues()
    {
        const string xml = "<interface type='bridge'><source bridge='br0'/><model type='virtio'/><driver queues='4'/></interface>";
        TranslationContext context = CompletedDomain.Context("pc", xml, abiUpdate: true, settings: new Settings { Privileged = false });
        Translation.Complete(context);
        LaunchPlan plan = Translation.Plan(context);

        plan.Resources.OfType<TapQueue>().Count().ShouldBe(1);
        string.Join(' ', PlanRenderer.Arguments(plan, new DenseNumbering(plan))).ShouldContain("\"mq\":true,\"vectors\":10");
    }

    [Fact]
    public void A_host_without_vhost_net_gives_a_plain_tap_unless_the_driver_is_named()
    {
        const string optional = "<interface type='bridge'><mac address='52:54:00:5e:00:01'/><source bridge='br0'/><model type='virtio'/></interface>";
        const string named = "<interface type='bridge'><mac address='52:54:00:5e:00:01'/><source bridge='br0'/><model type='virtio'/><driver name='vhost'/></interface>";
        LaunchPlan plain = PlanWithoutVhost(optional, forStart: true);

        Netdev(plain).ShouldNotContain("vhost");
        plain.Resources.OfType<VhostNet>().ShouldBeEmpty();
        plain.Warnings.ShouldBe(["interface net0: no vhost-net (/dev/vhost-net: No such device), using a plain tap"]);
        PlanWithoutVhost(optional, forStart: false).Warnings.ShouldBeEmpty();
        Netdev(PlanWithoutVhost(named, forStart: false)).ShouldContain("\"vhost\":true");
        Should.Throw<DomainException>(() => PlanWithoutVhost(named, forStart: true)).Message
            .ShouldContain("vhost-net was requested for an interface, but is unavailable: net0 needs /dev/vhost-net: No such device");
    }

    [Fact]
    public void A_link_that_is_down_is_taken_down_before_the_guest_runs()
    {
        LaunchPlan plan = Plan("<interface type='user'><link state='down'/></interface>");
        plan.StepsBeforeRunning.OfType<QmpStep>().ShouldContain(s => s.Command == "set_link");
    }

    private static LaunchPlan Plan(string devices)
    {
        TranslationContext context = CompletedDomain.Context("pc", devices, abiUpdate: true);
        Translation.Complete(context);
        return Translation.Plan(context);
    }

    private static LaunchPlan PlanWithoutVhost(string devices, bool forStart) =>
        SmallGuest.Plan(SmallGuest.WithDevices(devices, "pc", new NoVhost(), null,
            new TranslationOptions { AbiUpdate = true, ForStart = forStart, VhostNeedsKvm = false }));

    private static string Netdev(LaunchPlan plan)
    {
        List<string> words = PlanRenderer.Arguments(plan, new DenseNumbering(plan));
        return words[words.IndexOf("-netdev") + 1];
    }

    private sealed class NoVhost : IHostFacts
    {
        public string? ReasonNotToOpen(string devicePath) => "No such device";

        public string? FindProgram(string name) => "/usr/bin/" + name;
    }
}
