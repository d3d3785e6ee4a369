using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Addresses;

namespace VirshLite.Translator.Tests.Network;

/// <summary>What an interface of type='network' comes to (network.md 4).</summary>
public class NetworkResolutionSpecs
{
    [Fact]
    public void A_nat_network_stays_a_network_on_its_bridge()
    {
        InterfaceResolution result = Resolve(
            "<network><name>n</name><forward mode='nat'/><bridge name='virbr5' macTableManager='libvirt'/><ip address='10.0.0.1'/></network>");
        result.Type.ShouldBe(InterfaceType.Network);
        result.Bridge.ShouldBe("virbr5");
        result.MacTableManagerLibvirt.ShouldBeTrue();
    }

    [Fact]
    public void A_bridge_network_becomes_a_bridge_with_the_merged_virtualport()
    {
        InterfaceResolution result = Resolve(
            """
            <network><name>n</name><forward mode='bridge'/><bridge name='ovsbr'/><virtualport type='openvswitch'/>
              <portgroup name='blue' default='yes'><vlan><tag id='7'/></vlan><virtualport><parameters profileid='p'/></virtualport></portgroup>
            </network>
            """);
        result.Type.ShouldBe(InterfaceType.Bridge);
        result.VirtualPort!.Type.ShouldBe("openvswitch");
        result.VirtualPort.ProfileId.ShouldBe("p");
        result.Vlan!.Tags.Single().Id.ShouldBe(7u);
    }

    [Fact]
    public void The_least_used_device_of_a_macvtap_pool_is_taken()
    {
        var pool = new HostNetwork(Network("<network><name>n</name><forward mode='private'><interface dev='a'/><interface dev='b'/></forward></network>"), true)
        {
            Devices = [("a", 2), ("b", 1)],
        };
        InterfaceResolution result = Resolve(pool);
        result.Type.ShouldBe(InterfaceType.Direct);
        result.Device.ShouldBe("b");
        result.DirectMode.ShouldBe(DirectMode.Private);
    }

    [Fact]
    public void A_passthrough_pool_without_an_unused_device_is_refused()
    {
        var pool = new HostNetwork(Network("<network><name>n</name><forward mode='passthrough'><interface dev='a'/></forward></network>"), true)
        {
            Devices = [("a", 1)],
        };
        Should.Throw<DomainException>(() => Resolve(pool)).Message.ShouldContain("requires exclusive access");
    }

    [Fact]
    public void A_hostdev_network_makes_the_interface_a_host_device()
    {
        var host = new OneNetwork(new HostNetwork(
            Network("<network><name>n</name><forward mode='hostdev' managed='yes'><address type='pci' bus='3' slot='0' function='1'/></forward></network>"),
                true));
        Domain domain = CompletedDomain.Started("pc", "<interface type='network'><source network='n'/></interface>", host).Domain;

        domain.Interfaces[0].Model.ShouldBeNull();
        domain.Interfaces[0].Alias.ShouldBe("hostdev0");
        domain.Hostdevs.Single().Managed.ShouldBeTrue();
        CompletedDomain.Place(domain.Hostdevs[0]).ShouldBe("0:2.0");
    }

    [Fact]
    public void Another_virtualport_than_the_network_can_have_is_refused() =>
        Should.Throw<DomainException>(() => Resolve(
            "<network><name>n</name><forward mode='nat'/><bridge name='b'/><ip address='10.0.0.1'/><virtualport type='openvswitch'/></network>"))
            .Message.ShouldContain("<virtualport type='openvswitch'> not supported for network 'n' which uses IP forwarding");

    private static InterfaceResolution Resolve(string xml) => Resolve(new HostNetwork(Network(xml), true));

    private static InterfaceResolution Resolve(HostNetwork network) =>
        CompletedDomain.Started("pc", "<interface type='network'><source network='n'/><model type='virtio'/></interface>", new OneNetwork(network))
            .Domain.Interfaces[0].Resolution!;

    private static VirtualNetwork Network(string xml) => NetworkReader.Read(xml);

    private sealed class OneNetwork(HostNetwork network) : IHostFacts
    {
        public string? FindProgram(string name) => "/usr/bin/" + Path.GetFileName(name);

        public HostNetwork? Network(string name) => name == network.Definition.Name ? network : null;
    }
}
