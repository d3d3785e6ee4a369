using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.Tests.Networks;

/// <summary>Ports that are taken by hand (networks.md 7, measured.md 12.8).</summary>
public sealed class PortAllocationSpecs
{
    private const string Identity = "<uuid>b0b0b0b3-0000-4000-8000-000000000001</uuid>";
    private const string Owner = "<owner><name>g</name><uuid>b0b0b0b4-0000-4000-8000-000000000001</uuid></owner>";
    private const string Mac = "<mac address='52:54:00:00:01:01'/>";
    private const string Nat = "<forward mode='nat'/><bridge name='br0' macTableManager='libvirt'/><ip address='10.0.0.1' prefix='24'/>";

    [Fact]
    public void The_network_says_where_a_port_is_connected()
    {
        Plug(Nat, "<plug type='none'/>").ShouldBe(new NetworkBridgePlug(IsOwn: true, "br0", "libvirt"));
        Plug("<forward mode='bridge'/><bridge name='br1'/>", "").ShouldBe(new NetworkBridgePlug(IsOwn: false, "br1", null));
    }

    [Theory]
    [InlineData(Nat, "<plug type='network' bridge='br0'/>", "Port reclaim not requested but plug type is not none")]
    [InlineData(Nat, "<virtualport type='openvswitch'><parameters interfaceid='b0b0b0b3-0000-4000-8000-000000000009'/></virtualport>",
        "<virtualport type='openvswitch'> not supported for network 'n' which uses IP forwarding")]
    [InlineData("<forward mode='private'><interface dev='eth0'/></forward>", "", "network 'n' is a pool of devices: the starts of guests take its ports")]
    public void What_has_no_place_is_refused(string network, string port, string why) =>
        Should.Throw<DomainException>(() => Plug(network, port)).Message.ShouldBe(why);

    [Theory]
    [InlineData($"<networkport>{Owner}{Mac}</networkport>", "network port has no uuid")]
    [InlineData($"<networkport><uuid>x</uuid>{Owner}{Mac}</networkport>", "Unable to parse UUID 'x'")]
    [InlineData($"<networkport>{Identity}{Mac}</networkport>", "network port has no owner name")]
    [InlineData($"<networkport>{Identity}<owner><name>g</name></owner>{Mac}</networkport>", "network port has no owner UUID")]
    [InlineData($"<networkport>{Identity}{Owner}</networkport>", "network port has no mac")]
    [InlineData($"<networkport>{Identity}{Owner}<mac address='zz'/></networkport>", "Unable to parse MAC 'zz'")]
    [InlineData($"<networkport>{Identity}{Owner}{Mac}<plug type='foo'/></networkport>", "Invalid value for attribute 'type' in element 'plug': 'foo'.")]
    [InlineData($"<networkport>{Identity}{Owner}{Mac}<plug type='network'/></networkport>", "Missing network port bridge name")]
    [InlineData($"<networkport>{Identity}{Owner}{Mac}<plug type='direct' dev='e' mode='x'/></networkport>", "Invalid mode setting 'x' in network port")]
    [InlineData("<port/>", "expecting root element of 'networkport', not 'port'")]
    public void What_is_no_port_is_refused(string xml, string why) => Should.Throw<DomainException>(() => Read(xml)).Message.ShouldContain(why);

    private static NetworkPlug Plug(string network, string port) => PortAllocation.Plug(
        SampleNetworks.Read($"<network><name>n</name>{network}</network>"), Read($"<networkport>{Identity}{Owner}{Mac}{port}</networkport>"));

    private static NetworkPort Read(string xml) => NetworkPortReader.Read(xml, new ReadingContext(new ReadingOptions { FileName = "port XML" }));
}
