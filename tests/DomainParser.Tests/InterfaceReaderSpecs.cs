using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Tests;

/// <summary>What is read of an interface, what is dropped, what is refused (network.md 3).</summary>
public class InterfaceReaderSpecs
{
    [Theory]
    [InlineData("VIRTIO", "virtio")]
    [InlineData("am79c973", "Am79C973")]
    [InlineData("SomeCard-2", "SomeCard-2")]
    public void Known_models_take_their_usual_spelling(string written, string read) =>
        Read($"<interface type='user'><model type='{written}'/></interface>").Model.ShouldBe(read);

    [Fact]
    public void Mac_addresses_become_lower_case_with_two_digits_each() =>
        Read("<interface type='user'><mac address='52:54:0:AB:5:9f'/></interface>").Mac.ShouldBe("52:54:00:ab:05:9f");

    [Fact]
    public void Driver_options_of_other_cards_are_read_over()
    {
        Interface nic = Read("<interface type='user'><model type='e1000'/><driver name='vhost' queues='5'><host csum='off'/></driver></interface>");
        nic.Driver.ShouldBeNull();
    }

    [Fact]
    public void One_queue_counts_as_none_given() =>
        Read("<interface type='user'><model type='virtio'/><driver queues='1'/></interface>").Driver!.Queues.ShouldBeNull();

    [Fact]
    public void Generated_device_names_of_a_running_guest_are_forgotten()
    {
        Read("<interface type='bridge'><source bridge='b'/><target dev='vnet7'/></interface>").TargetDevice.ShouldBeNull();
        Read("<interface type='ethernet'><target dev='vnet7' managed='no'/></interface>").TargetDevice.ShouldBe("vnet7");
    }

    [Fact]
    public void Live_xml_of_a_running_guest_is_accepted()
    {
        Interface nic = Read(
            """
            <interface type='network'>
              <mac address='52:54:00:1f:45:43'/>
              <source network='default' portid='0c2a9f4e-5c0e-4a0a-8d44-5e1a4f1b7c11' bridge='virbr0'/>
              <target dev='vnet3'/>
              <model type='virtio'/>
              <alias name='net0'/>
              <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
            </interface>
            """);
        nic.Alias.ShouldBeNull();
        nic.Source.Bridge.ShouldBeNull();
    }

    [Theory]
    [InlineData("<interface type='user'><mac address='01:00:00:00:00:01'/></interface>", "expected unicast mac address")]
    [InlineData("<interface type='user'><model type='a b'/></interface>", "invalid characters")]
    [InlineData("<interface type='bridge'/>", "requires a 'source' element")]
    [InlineData("<interface type='null'/>", "not supported by this hypervisor")]
    [InlineData("<interface type='vhostuser'><source type='unix' path='/s' mode='server'><reconnect enabled='yes' timeout='1'/></source></interface>",
        "mode='server'")]
    [InlineData("<interface type='ethernet'><virtualport type='openvswitch'/></interface>", "<virtualport> element unsupported")]
    [InlineData("<interface type='bridge'><source bridge='b'/><vlan trunk='no'><tag id='1'/><tag id='2'/></vlan></interface>", "trunk='no'")]
    [InlineData("<interface type='user'><speed/></interface>", "<speed> is not known")]
    public void What_cannot_be_is_refused(string xml, string message) =>
        Should.Throw<DomainException>(() => Read(xml)).Message.ShouldContain(message);

    [Fact]
    public void Printing_puts_children_into_libvirts_order()
    {
        Domain domain = ReadDomain(
            """
            <interface type='bridge'><mtu size='1400'/><filterref filter='f'><parameter name='IP' value='1'/><parameter name='ALL' value='2'/></filterref>
            <model type='virtio'/><vlan><tag id='5' nativeMode='tagged'/></vlan><source bridge='b'/><mac address='52:54:00:00:00:01'/></interface>
            """);
        DomainWriter.Write(domain).ShouldContain(
            """
                <interface type='bridge'>
                  <mac address='52:54:00:00:00:01'/>
                  <source bridge='b'/>
                  <vlan>
                    <tag id='5' nativeMode='tagged'/>
                  </vlan>
                  <model type='virtio'/>
                  <filterref filter='f'>
                    <parameter name='ALL' value='2'/>
                    <parameter name='IP' value='1'/>
                  </filterref>
                  <mtu size='1400'/>
                </interface>

            """);
    }

    private static Interface Read(string xml) => ReadDomain(xml).Interfaces[0];

    private static Domain ReadDomain(string xml) =>
        DomainReader.Read($"<domain type='kvm'><name>g</name><memory>1</memory><os><type>hvm</type></os><devices>{xml}</devices></domain>");
}
