using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Tests;

public class NetworkReaderSpecs
{
    [Theory]
    [InlineData("<ip address='10.0.0.1'/>", "10.0.0.0/8")]
    [InlineData("<ip address='172.16.3.1'/>", "172.16.0.0/16")]
    [InlineData("<ip address='192.168.7.1'/>", "192.168.7.0/24")]
    [InlineData("<ip address='192.168.7.1' netmask='255.255.254.0'/>", "192.168.6.0/23")]
    [InlineData("<ip family='ipv6' address='fd00::1'/>", "fd00::/64")]
    public void What_an_address_belongs_to(string ip, string network) => Read(ip).Ips[0].Network.ShouldBe(network);

    [Theory]
    [InlineData("<colour/>", "<colour> is not known inside <network>")]
    [InlineData("<bridge name='b' width='3'/>", "<bridge> has an attribute 'width'")]
    [InlineData("<bridge name='b' delay='1.5'/>", "XML error: Invalid delay value in network 'n'")]
    [InlineData("<forward mode='nat'/>", "XML error: nat forwarding requested, but no IP address provided for network 'n'")]
    [InlineData("<forward mode='tunnel'/>", "unsupported configuration: unknown forwarding type 'tunnel'")]
    [InlineData("<forward mode='nat'><nat><address start='10.0.0.1'/></nat></forward><ip address='10.0.0.1'/>",
        "XML error: missing 'end' attribute in <address> element in <nat> in <forward> in network n")]
    [InlineData("<ip address='10.0..0'/>", "XML error: Invalid address '10.0..0' in network 'n'")]
    [InlineData("<ip address='10.0.0.1' netmask='255.0.0.0' prefix='8'/>",
        "unsupported configuration: Network 'n' IP address cannot have both a prefix and a netmask")]
    [InlineData("<ip address='fd00::1'/>", "unsupported configuration: no family specified for non-IPv4 address 'fd00::1' in network 'n'")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.1.1' end='10.0.1.9'/></dhcp></ip>",
        "internal error: range 10.0.1.1 - 10.0.1.9 is not entirely within network 10.0.0.1/24")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.9' end='10.0.0.2'/></dhcp></ip>",
        "internal error: range 10.0.0.9 - 10.0.0.2 is reversed ")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><host mac='01:00:00:00:00:01' ip='10.0.0.2'/></dhcp></ip>",
        "XML error: expected unicast mac address, found multicast '01:00:00:00:00:01' in network 'n'")]
    [InlineData("<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01'/></dhcp></ip>",
        "XML error: Missing IP address in static host definition for network 'n'")]
    [InlineData("<route address='10.9.0.0' prefix='16' gateway='10.0.0.2'/>",
        "unsupported configuration: unreachable static route gateway '10.0.0.2' specified for network 'n'")]
    [InlineData("<forward mode='bridge'/><bridge name='b' stp='on'/>",
        "XML error: bridge delay/stp/zone options only allowed in open, route, nat, and isolated mode, not in bridge (network 'n')")]
    [InlineData("<forward mode='bridge'/><bridge name='b' delay='3'/>",
        "XML error: bridge delay/stp/zone options only allowed in open, route, nat, and isolated mode, not in bridge (network 'n')")]
    public void What_is_wrong_is_refused_in_libvirts_words(string content, string message)
    {
        DomainException e = Should.Throw<DomainException>(() => Read(content));
        (message.Contains(": ", StringComparison.Ordinal) ? RefusalWords.Whole(e) : e.Message).ShouldStartWith(message);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a&#10;b")]
    [InlineData("")]
    public void A_name_that_would_leave_the_directory_is_refused(string name) =>
        Should.Throw<DomainException>(() => NetworkReader.Read($"<network><name>{name}</name></network>")).Kind.ShouldBe(RefusalKind.Plain);

    [Fact]
    public void The_place_of_a_mistake_is_told()
    {
        DomainException e = Should.Throw<DomainException>(() =>
            NetworkReader.Read("<network>\n  <name>n</name>\n  <colour/>\n</network>", new ReadingContext(new ReadingOptions())));
        e.Position.ToString().ShouldStartWith("3:");
    }

    private static VirtualNetwork Read(string content) =>
        NetworkReader.Read($"<network><name>n</name>{content}</network>", new ReadingContext(new ReadingOptions()));
}
