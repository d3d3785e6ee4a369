using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Tests;

/// <summary>What libvirt 11.3 made of networks that were changed in one place, when it was asked.</summary>
public class NetworkMeasuredSpecs
{
    [Theory]
    [InlineData("<ip address='10.1' prefix='24'/>", "<ip address='10.0.0.1' prefix='24'>")]
    [InlineData("<ip address='0300.0250.1.1' prefix=' +24'/>", "<ip address='192.168.1.1' prefix='24'>")]
    [InlineData("<bridge name='b' delay=' 7'/>", "<bridge name='b' stp='on' delay='7'/>")]
    [InlineData("<bridge name='b' delay=''/>", "<bridge name='b' stp='on' delay='0'/>")]
    [InlineData("<bridge name='b' delay='99999999999'/>", "delay='99999999999'/>")]
    [InlineData("<mtu size='+1400'/>", "<mtu size='1400'/>")]
    [InlineData("<dns><srv service='a' protocol='tcp' target='t' port=''/></dns>", "<srv service='a' protocol='tcp' target='t'/>")]
    [InlineData("<forward mode=''/><ip address='10.0.0.1'/>", "<forward mode='nat'/>")]
    [InlineData("<forward mode='nat' managed='yes'/><ip address='10.0.0.1'/>", "<forward mode='nat'/>")]
    [InlineData("<forward mode='nat'><nat ipv6='no'/></forward><ip address='10.0.0.1'/>", "<nat ipv6='no'/>")]
    [InlineData("<forward mode='hostdev'><pf dev=''/></forward>", "<pf dev=''/>")]
    [InlineData("<forward mode='private'><pf dev='a'/><pf dev='c'/><interface dev='b'/></forward>", "<forward dev='b' mode='private'>")]
    [InlineData("<forward mode='bridge'/><bridge name='b'/><vlan trunk=''><tag id=' 5'/></vlan>", "<tag id='5'/>")]
    [InlineData("<forward mode='bridge'/><bridge name='b'/><vlan trunk='YES'><tag id='5'/></vlan>", "<vlan trunk='yes'>")]
    [InlineData("<forward mode='bridge'/><bridge name='b'/><vlan><tag id='5' nativeMode='tagged'/></vlan>", "<vlan>")]
    [InlineData("<virtualport type='802.1Qbg'><parameters managerid='11'/><parameters managerid='x'/></virtualport>", "<parameters managerid='11'/>")]
    [InlineData("<ip family='' address='10.0.0.1' netmask=''/>", "<ip address='10.0.0.1'>")]
    [InlineData("<ip address='10.0.0.1'/><route address='0.0.0.0' gateway='10.0.0.2'/>", "<route address='0.0.0.0' gateway='10.0.0.2'/>")]
    [InlineData("<ip address='10.0.0.1'/><route address='192.0.3.0' netmask='255.0.255.0' gateway='10.0.0.2'/>", "netmask='255.0.255.0' gateway")]
    public void What_is_taken_comes_back_in_libvirts_form(string content, string printed) =>
        NetworkWriter.Write(Read(content), new(IsInactive: true)).ShouldContain(printed);

    [Theory]
    [InlineData("<domain localOnly='yes'/>", "domain")]
    [InlineData("<title/>", "title")]
    [InlineData("<description></description>", "description")]
    [InlineData("<mtu size=''/>", "mtu")]
    [InlineData("<mac address=''/>", "mac")]
    [InlineData("<bandwidth><inbound average='0'/></bandwidth>", "inbound")]
    [InlineData("<ip address='10.0.0.1'><tftp root=''/></ip>", "tftp")]
    [InlineData("<forward mode='private'><pf dev='a'/><interface dev='b'/></forward>", "pf")]
    public void What_says_nothing_does_not_come_back(string content, string element) =>
        NetworkWriter.Write(Read(content), new(IsInactive: true)).ShouldNotContain("<" + element);

    [Theory]
    [InlineData("<bridge name='b' macTableManager='default'/>", "XML error: Invalid macTableManager setting 'default' in network 'n'")]
    [InlineData("<ip address=''/>", "XML error: Missing required address attribute in network 'n'")]
    [InlineData("<ip address='10.0.0.1'><dhcp><host name='' ip='10.0.0.2'/></dhcp></ip>", "XML error: Cannot use host name '' in network 'n'")]
    [InlineData("<ip address='10.0.0.1' netmask='255.0.255.0'><dhcp><range start='10.0.0.2' end='10.0.0.3'/></dhcp></ip>",
        "internal error: bad prefix -1 for network 10.0.0.1 when checking range 10.0.0.2 - 10.0.0.3")]
    [InlineData("<ip address='10.0.0.1'/><route address='192.168.3.0' gateway='10.0.0.2'/>",
        "XML error: n: Address '192.168.3.0' in route definition is not a network address")]
    [InlineData("<ip address='10.0.0.1'/><route address='192.168.3.0' netmask='255.0.255.0' gateway='10.0.0.2'/>",
        "XML error: n: Address '192.168.3.0' in route definition is not a network address")]
    [InlineData("<ip address='10.0.0.1'/><route address='192.168.3.0' netmask='::1' gateway='10.0.0.2'/>",
        "XML error: n: Invalid netmask '::1' for address '192.168.3.0' (both must be IPv4)")]
    [InlineData("<route family='ipv6' address='2001:db8:1::' netmask='255.255.255.0' gateway='2001:db8::2'/>",
        "XML error: n: Specifying netmask invalid for IPv6 address '2001:db8:1::' in route definition")]
    [InlineData("<route family='ipv4' address='::' gateway='10.0.0.2'/>",
        "XML error: n: IPv4 family specified for non-IPv4 address '::' in route definition")]
    [InlineData("<ip address='10.0.0.1' netmask='255.0.255.0'/><route address='192.168.3.0' prefix='24' gateway='10.0.0.2'/>",
        "unsupported configuration: unreachable static route gateway '10.0.0.2' specified for network 'n'")]
    [InlineData("<forward mode='open'><address type='pci'/></forward>",
        "XML error: forward dev not allowed for network 'n' with forward mode='open'")]
    [InlineData("<forward mode='hostdev'><address type='usb'/></forward>", "XML error: unsupported address type 'usb' in network n")]
    [InlineData("<forward mode='hostdev'><address type='foo'/></forward>", "unsupported configuration: unknown address type 'foo' in network n")]
    [InlineData("<bridge delay='x'/><bandwidth><inbound/></bandwidth>", "Missing mandatory average or floor attributes")]
    [InlineData("<bridge delay='x'/><port isolated='foo'/>", "XML error: Invalid value for attribute 'isolated' in element 'port': 'foo'.")]
    [InlineData("<bridge macTableManager='x'/><mtu size='x'/>", "XML error: Invalid macTableManager setting 'x' in network 'n'")]
    [InlineData("<mac address='x'/><mtu size='x'/>", "XML error: Invalid bridge mac address 'x' in network 'n'")]
    [InlineData("<dns><host/></dns>", "Missing hostname in network 'n' DNS HOST record")]
    [InlineData("<portgroup name=''/>", "XML error: Missing required name attribute in portgroup")]
    [InlineData("<forward mode='nat'><nat><address start='3000' end='2000'/></nat></forward><ip address='10.0.0.1'/>",
        "internal error: range 0.0.11.184 - 0.0.7.208 is reversed ")]
    [InlineData("<forward mode='hostdev'><address type='pci' domain='a b'/></forward>",
        "XML error: Invalid value for attribute 'domain' in element 'address': 'a b'. Expected non-negative integer value")]
    [InlineData("<forward mode='hostdev'><address type='pci' slot='0x20'/></forward>", "XML error: Invalid PCI address slot='0x20', must be <= 0x1F")]
    [InlineData("<forward mode='hostdev'><address type='pci' function='8'/></forward>", "XML error: Invalid PCI address function=0x8, must be <= 7")]
    [InlineData("<forward mode='hostdev'><address type='pci' bus='0x100'/></forward>", "XML error: Invalid PCI address bus='0x100', must be <= 0xFF")]
    [InlineData("<virtualport/>", "XML error: missing required virtualport type")]
    [InlineData("<virtualport type='none'/>", "unsupported configuration: unknown virtualport type none")]
    [InlineData("<virtualport type='802.1Qbg'><parameters managerid='x'/></virtualport>", "XML error: cannot parse value of managerid parameter")]
    [InlineData("<virtualport type='802.1Qbg'><parameters managerid='-1'/></virtualport>", "XML error: value of managerid out of range")]
    [InlineData("<virtualport type='802.1Qbg'><parameters typeid='16777216'/></virtualport>", "XML error: value for typeid out of range")]
    [InlineData("<virtualport type='802.1Qbg'><parameters instanceid='zz'/></virtualport>", "XML error: cannot parse instanceid parameter as a uuid")]
    [InlineData("<virtualport type='802.1Qbh'><parameters profileid='x' managerid='1'/></virtualport>",
        "XML error: extra managerid unsupported in <virtualport type='802.1Qbh'>")]
    [InlineData("<virtualport type='openvswitch'><parameters profileid='1234567890123456789012345678901234567890'/></virtualport>",
        "XML error: profileid parameter too long")]
    [InlineData("<vlan trunk='foo'><tag id='5'/></vlan>", "XML error: invalid \"trunk='foo'\" in <vlan> - must be yes or no")]
    [InlineData("<vlan trunk='foo'><tag id='5'/><tag id='6'/></vlan>",
        "XML error: invalid \"trunk='foo'\" in <vlan> - trunk='yes' is required for more than one vlan tag")]
    [InlineData("<vlan trunk='no'><tag id='5'/><tag id='6'/></vlan>",
        "XML error: invalid \"trunk='no'\" in <vlan> - trunk='yes' is required for more than one vlan tag")]
    [InlineData("<vlan trunk='no'><tag id='5' nativeMode='tagged'/></vlan>",
        "XML error: invalid configuration in <vlan> - \"trunk='no'\" is not allowed with a native vlan id")]
    [InlineData("<vlan><tag/></vlan>", "XML error: Missing required attribute 'id' in element 'tag'")]
    [InlineData("<vlan><tag id='0x5'/></vlan>", "XML error: Invalid value for attribute 'id' in element 'tag': '0x5'. Expected non-negative integer value")]
    [InlineData("<vlan><tag id='5' nativeMode='default'/></vlan>", "XML error: Invalid value for attribute 'nativeMode' in element 'tag': 'default'.")]
    public void What_is_refused_is_refused_in_libvirts_words(string content, string message) =>
        RefusalWords.Whole(Should.Throw<DomainException>(() => Read(content))).ShouldBe(message);

    [Theory]
    [InlineData("1001", 500)]
    [InlineData("-1000", -1000)]
    public void A_filter_rules_priority_is_the_usual_one_beyond_what_there_is(string text, int priority) => Rule(text).Priority.ShouldBe(priority);

    [Fact]
    public void A_filter_rules_priority_is_a_number() =>
        RefusalWords.Whole(Should.Throw<DomainException>(() => Rule("255.255.255.0")))
            .ShouldBe("XML error: Invalid value for attribute 'priority' in element 'rule': '255.255.255.0'. Expected integer value");

    [Theory]
    [InlineData("<tcp srcportstart='a'/>", "<tcp srcportstart='0xa'/>")]
    [InlineData("<tcp srcportstart='fF'/>", "<tcp srcportstart='0xff'/>")]
    [InlineData("<tcp srcportstart=' +05'/>", "<tcp srcportstart='5'/>")]
    [InlineData("<tcp dscp='0X5'/>", "<tcp dscp='0x5'/>")]
    [InlineData("<arp opcode='0x3e8'/>", "<arp opcode='1000'/>")]
    [InlineData("<arp opcode='0x5'/>", "<arp opcode='DRARP_Request'/>")]
    [InlineData("<all ipset='s'/>", "<all ipset='s'/>")]
    [InlineData("<all ipsetflags='src'/>", "<all ipsetflags='src'/>")]
    [InlineData("<all ipset='a b' ipsetflags='src'/>", "<all ipset='a b' ipsetflags='src'/>")]
    [InlineData("<tcp ipset='s'/>", "<tcp ipset='s' ipsetflags='src'/>")]
    [InlineData("<udp dscp='$A[ @ 2 ]'/>", "<udp dscp='$A[@2]'/>")]
    public void A_filter_rules_values_come_back_in_libvirts_form(string match, string printed) =>
        NetworkFilterWriter.Write(NetworkFilterReader.Read($"<filter name='f'><rule action='drop' direction='in'>{match}</rule></filter>"))
            .ShouldContain(printed);

    [Theory]
    [InlineData("<tcp connlimit-above='0x600'/>", "connlimit-above has illegal value 0x600")]
    [InlineData("<tcp srcportstart='-1'/>", "srcportstart has illegal value -1")]
    [InlineData("<tcp srcportstart='5 '/>", "srcportstart has illegal value 5 ")]
    [InlineData("<all ipset='a/b' ipsetflags='src'/>", "ipset has illegal value a/b")]
    [InlineData("<all ipset='s' ipsetflags='src,foo'/>", "ipsetflags has illegal value src,foo")]
    public void A_filter_rules_value_that_means_nothing_is_refused(string match, string message) =>
        Should.Throw<DomainException>(() => NetworkFilterReader.Read($"<filter name='f'><rule action='drop' direction='in'>{match}</rule></filter>"))
            .Message.ShouldBe(message);

    private static NetworkFilterRule Rule(string priority) => NetworkFilterReader.Read(
        $"<filter name='f'><rule action='drop' direction='in' priority='{priority}'/></filter>").Entries.OfType<NetworkFilterRule>().Single();

    private static VirtualNetwork Read(string content) => NetworkReader.Read($"<network><name>n</name>{content}</network>");
}
