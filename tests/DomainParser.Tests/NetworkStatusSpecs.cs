using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Tests;

/// <summary>libvirt's status files of networks (host-takeover.md 10.1).</summary>
public sealed class NetworkStatusSpecs
{
    [Fact]
    public void A_network_tells_how_its_packet_rules_go()
    {
        NetworkStatus status = NetworkStatusReader.Read("""
            <networkstatus>
              <class_id bitmap='0-2'/>
              <network><name>default</name><bridge name='virbr0'/></network>
              <firewall name='fwRemoval' backend='iptables'>
                <group ignoreErrors='yes'>
                  <action layer='ipv4'><args><item>--table</item><item>nat</item></args></action>
                  <action layer='ipv6'><args><item>--delete</item></args></action>
                </group>
              </firewall>
            </networkstatus>
            """);

        NetworkReader.Read(status.NetworkXml).Bridge.ShouldBe("virbr0");
        status.FirewallRemoval.Select(words => string.Join(' ', words)).ShouldBe(["iptables -w --table nat", "ip6tables -w --delete"]);
    }

    [Fact]
    public void Rules_of_nft_go_by_nft() => NetworkStatusReader.Read("""
        <networkstatus><network><name>n</name></network><firewall backend='nftables'><group><action layer='ipv4'><args><item>delete</item><item>rule</item></args>
        </action></group></firewall></networkstatus>
        """).FirewallRemoval.ShouldHaveSingleItem().ShouldBe(["nft", "delete", "rule"]);
}
