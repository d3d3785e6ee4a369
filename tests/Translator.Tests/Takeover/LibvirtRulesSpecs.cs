using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Takeover;

namespace VirshLite.Translator.Tests.Takeover;

/// <summary>Packet rules of an older libvirt, which notes none.</summary>
public sealed class LibvirtRulesSpecs
{
    [Fact]
    public void A_networks_rules_are_found_by_its_bridge_and_its_addresses_in_libvirts_chains_alone()
    {
        const string Nat = """
            -P POSTROUTING ACCEPT
            -N LIBVIRT_PRT
            -A POSTROUTING -j LIBVIRT_PRT
            -A LIBVIRT_PRT -s 192.168.122.0/24 ! -d 192.168.122.0/24 -j MASQUERADE
            -A LIBVIRT_PRT -s 192.168.100.0/24 -d 224.0.0.0/24 -j RETURN
            -A MINE -s 192.168.122.0/24 -j RETURN
            """;
        const string Filter = """
            -A LIBVIRT_FWI -d 192.168.122.0/24 -o virbr0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A LIBVIRT_FWI -o virbr01 -j REJECT --reject-with icmp-port-unreachable
            """;
        var network = NetworkReader.Read("<network><name>d</name><forward mode='nat'/><bridge name='virbr0'/><ip address='192.168.122.1' netmask='255.255.255.0'/></network>");

        string[] removal = [.. LibvirtRules.Removal(network, (isIpv6, table) => (isIpv6, table) switch
        {
            (false, "nat") => Nat,
            (false, "filter") => Filter,
            _ => "",
        }).Select(words => string.Join(' ', words))];

        removal.ShouldBe(
        [
            "iptables -w --table filter -D LIBVIRT_FWI -d 192.168.122.0/24 -o virbr0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "iptables -w --table nat -D LIBVIRT_PRT -s 192.168.122.0/24 ! -d 192.168.122.0/24 -j MASQUERADE",
        ]);
    }
}
