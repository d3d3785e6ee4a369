using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Runner.Tests.Networking.Virtual;

public class NetworkDefinitionSpecs
{
    [Fact]
    public void A_network_is_read_whole()
    {
        NetworkDefinition network = SampleNetworks.Read(SampleNetworks.Nat);

        network.Name.ShouldBe("lab");
        network.Uuid.ShouldBe(Guid.Parse("5b0f6f0c-6a0c-4b6f-9d0b-0d4b8f6a1c11"));
        network.Forward.ShouldBe(NetworkForward.Nat);
        network.Connection.Bridge.ShouldBe("labbr0");
        network.Stp.ShouldBeFalse();
        network.DelaySeconds.ShouldBe(1.5m);
        network.Mac.ShouldBe("52:54:00:aa:bb:01");
        network.Mtu.ShouldBe(1400u);
        network.Nat.PortStart.ShouldBe((ushort)2000);
        network.Dns.Forwarders.Count.ShouldBe(2);
        network.Ips.Select(i => i.Network).ShouldBe(["10.55.0.0/24", "fd00:55::/64"]);
        network.Ips[0].Dhcp!.Hosts[0].Lease.ShouldBe("infinite");
        network.Routes[0].Metric.ShouldBe(3u);
        network.NeedsDnsmasq.ShouldBeTrue();
    }

    [Theory]
    [InlineData("<ip address='10.0.0.1'/>", "10.0.0.0/8")]
    [InlineData("<ip address='172.16.3.1'/>", "172.16.0.0/16")]
    [InlineData("<ip address='192.168.7.1'/>", "192.168.7.0/24")]
    [InlineData("<ip address='192.168.7.1' netmask='255.255.254.0'/>", "192.168.6.0/23")]
    [InlineData("<ip family='ipv6' address='fd00::1'/>", "fd00::/64")]
    public void What_an_address_belongs_to(string ip, string network) =>
        SampleNetworks.Read($"<network><name>n</name>{ip}</network>").Ips[0].Network.ShouldBe(network);

    [Theory]
    [InlineData("<colour/>", "<colour> is not known inside <network>")]
    [InlineData("<bridge name='b' width='3'/>", "<bridge> has an attribute 'width'")]
    [InlineData("<bridge name='much-too-long-a-name'/>", "cannot be the name of a bridge")]
    [InlineData("<bridge name='b' zone='libvirt'/>", "firewalld")]
    [InlineData("<forward mode='nat'/>", "no IP address provided for network 'n'")]
    [InlineData("<forward mode='tunnel'/>", "'tunnel' is not a value of the attribute 'mode'")]
    [InlineData("<ip address='10.0.0'/>", "an IP address would be right")]
    [InlineData("<ip address='10.0.0.1' netmask='255.0.255.0'/>", "255.0.255.0 is no netmask")]
    [InlineData("<ip address='10.0.0.1' netmask='255.0.0.0' prefix='8'/>", "not both")]
    [InlineData("<ip address='fd00::1'/>", "family='ipv6' would be right")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.1.1' end='10.0.1.9'/></dhcp></ip>", "10.0.1.1 lies outside the network 10.0.0.0/24")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.9' end='10.0.0.2'/></dhcp></ip>", "before its start")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><host mac='01:00:00:00:00:01' ip='10.0.0.2'/></dhcp></ip>", "multicast")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' name='a&#10;b' ip='10.0.0.2'/></dhcp></ip>", "is no host name")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><tftp root='/a&#10;dhcp-script=/evil'/></ip>", "control character")]
    [InlineData("<forward mode='bridge'/><bridge name='b'/><ip address='10.0.0.1'/>", "cannot stand in network 'n'")]
    [InlineData("<route address='10.9.0.0' prefix='16' gateway='10.0.0.2'/>", "lies in none of the network's own addresses")]
    public void What_is_wrong_is_refused(string content, string message) =>
        Should.Throw<DomainException>(() => SampleNetworks.Read($"<network><name>n</name>{content}</network>")).Message.ShouldContain(message);

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    public void A_name_that_would_leave_the_directory_is_refused(string name) =>
        Should.Throw<DomainException>(() => SampleNetworks.Read($"<network><name>{name}</name></network>"));

    [Fact]
    public void The_place_of_a_mistake_is_told()
    {
        DomainException e = Should.Throw<DomainException>(() => SampleNetworks.Read("<network>\n  <name>n</name>\n  <colour/>\n</network>"));
        e.Position.ToString().ShouldStartWith("3:");
    }

    [Fact]
    public void The_state_of_an_active_network_names_bridge_MAC_and_UUID() =>
        NetworkXml.Active(SampleNetworks.Read("<network><name>n</name><!-- gone --><forward mode='bridge'/></network>"), Guid.Empty, "virbr7", "52:54:00:00:00:07").ShouldBe("""
            <network>
              <name>n</name>
              <uuid>00000000-0000-0000-0000-000000000000</uuid>
              <forward mode='bridge'/>
              <bridge name='virbr7'/>
              <mac address='52:54:00:00:00:07'/>
            </network>

            """);
}
