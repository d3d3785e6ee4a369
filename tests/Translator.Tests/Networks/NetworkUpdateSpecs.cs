using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.Tests.Networks;

/// <summary>What an update of a part of a network comes to, and what it is refused with (networks.md 8, measured.md 12.5).</summary>
public sealed class NetworkUpdateSpecs
{
    private const string Lab = """
        <network><name>lab</name><uuid>b0b0b0b2-0000-4000-8000-000000000001</uuid><forward mode='nat'/><bridge name='br'/>
          <dns><txt name='example' value='v1'/><srv service='ldap' protocol='tcp' target='t1' port='389'/></dns>
          <ip address='192.168.77.1' prefix='24'><dhcp><host name='nomac' ip='192.168.77.12'/></dhcp></ip>
          <ip family='ipv6' address='fd00:77::1' prefix='64'/>
        </network>
        """;

    private const string NoDns = """
        <network><name>lab</name><bridge name='br'/><dns enable='no'/><ip address='192.168.79.1' prefix='24'/></network>
        """;

    private const string NoIp = "<network><name>lab</name><bridge name='br'/></network>";

    private const string OtherFamily = "the address family of a host entry IP must match the address family of the dhcp element's parent";

    [Theory]
    [InlineData("modify", "ip-dhcp-host", "<host name='nomac' ip='fd00:77::99'/>", -1, OtherFamily)]
    [InlineData("add-last", "ip-dhcp-host", "<host name='six' ip='fd00:77::10'/>", -1, OtherFamily)]
    [InlineData("add-first", "ip-dhcp-host", "<host name='x' ip='192.168.77.9'/>", 1, OtherFamily)]
    [InlineData("delete", "ip-dhcp-host", "<host name='six' ip='fd00:77::10'/>", -1, "couldn't locate a matching dhcp host entry in network 'lab'")]
    [InlineData("modify", "ip-dhcp-range", "<host/>", -1, "unexpected element <host>, expecting <range>, while updating network 'lab'")]
    [InlineData("modify", "ip-dhcp-range", "<range/>", -1, "dhcp ranges cannot be modified, only added or deleted")]
    [InlineData("modify", "forward-interface", "<foo/>", -1, "unexpected element <foo>, expecting <interface>, while updating network 'lab'")]
    [InlineData("modify", "forward-interface", "<interface/>", -1, "forward interface entries cannot be modified, only added or deleted")]
    [InlineData("modify", "dns-txt", "<txt name='example'/>", -1, "missing value of modifying DNS TXT record in network lab")]
    [InlineData("modify", "dns-txt", "<txt name='third'/>", -1, "couldn't locate a matching DNS TXT record in network lab")]
    [InlineData("modify", "dns-srv", "<x/>", -1, "DNS SRV records cannot be modified, only added or deleted")]
    [InlineData("delete", "dns-srv", "<srv service='ldap' protocol='tcp' port='389'/>", -1,
        "DNS SRV port attribute not permitted without target for service 'ldap' in network 'lab'")]
    [InlineData("delete", "bridge", "<x/>", -1, "can't update 'bridge' section of network 'lab'")]
    [InlineData("add-last", "forward-pf", "<pf dev='eth0'/>", -1, "can't update 'forward pf' section of network 'lab'")]
    public void What_cannot_be_changed_so_is_refused(string command, string section, string xml, int parent, string why) =>
        Should.Throw<DomainException>(() => Update(Lab, command, section, xml, parent)).Message.ShouldContain(why);

    [Theory]
    [InlineData("bridge")]
    [InlineData("ip")]
    [InlineData("ip-dhcp-range")]
    [InlineData("dns-srv")]
    public void What_is_no_XML_is_refused_whatever_the_section(string section) =>
        Should.Throw<DomainException>(() => Update(NoIp, "modify", section, "<x", -1)).Message.ShouldContain("not well-formed");

    [Theory]
    [InlineData("ip-dhcp-host", "<host name='a' ip='10.0.0.1'/>")]
    [InlineData("ip-dhcp-range", "<range start='10.0.0.1' end='10.0.0.2'/>")]
    public void Without_an_address_there_is_no_DHCP_to_change(string section, string xml)
    {
        foreach (string command in (string[])["add-first", "modify", "delete"])
        {
            Should.Throw<DomainException>(() => Update(NoIp, command, section, xml, -1)).Message
                .ShouldBe("couldn't update dhcp host entry - no <ip> element found in network 'lab'");
        }

        Should.Throw<DomainException>(() => Update(NoIp, "add-last", section, "<x/>", -1)).Message.ShouldContain("unexpected element <x>");
    }

    [Theory]
    [InlineData("add-last", "dns-host", "<host ip='10.0.0.1'><hostname>a</hostname></host>", "Extra data in disabled network 'lab'")]
    [InlineData("add-first", "dns-txt", "<txt name='a' value='b'/>", "Extra data in disabled network 'lab'")]
    [InlineData("modify", "dns-host", "<host ip='10.0.0.1'><hostname>a</hostname></host>", "couldn't locate a matching DNS HOST record in network lab")]
    [InlineData("delete", "dns-txt", "<txt name='a'/>", "couldn't locate a matching DNS TXT record in network lab")]
    public void A_network_that_serves_no_names_takes_no_records(string command, string section, string xml, string why) =>
        Should.Throw<DomainException>(() => Update(NoDns, command, section, xml, -1)).Message.ShouldContain(why);

    [Fact]
    public void An_entry_goes_to_the_end_that_is_asked_for()
    {
        Names(Update(Lab, "add-first", "ip-dhcp-host", "<host name='one' ip='192.168.77.5'/>", 0)).ShouldBe(["one", "nomac"]);
        Names(Update(Lab, "add-last", "ip-dhcp-host", "<host name='one' ip='192.168.77.5'/>", -1)).ShouldBe(["nomac", "one"]);
        Update(Lab, "add-last", "ip-dhcp-host", "<host name='six' ip='fd00:77::10'/>", 1).Ips[1].Hosts.ShouldHaveSingleItem().Name.ShouldBe("six");
    }

    private static IEnumerable<string?> Names(VirtualNetwork network) => network.Ips[0].Hosts.Select(h => h.Name);

    private static VirtualNetwork Update(string network, string command, string section, string xml, int parent)
    {
        NetworkSection.Names.TryParse(section, out NetworkSection part).ShouldBeTrue();
        NetworkUpdateCommand what = command switch
        {
            "add-first" => NetworkUpdateCommand.AddFirst,
            "add-last" => NetworkUpdateCommand.AddLast,
            "modify" => NetworkUpdateCommand.Modify,
            _ => NetworkUpdateCommand.Delete,
        };
        return new NetworkUpdate(what, part, xml, parent).Apply(NetworkReader.Read(network));
    }
}
