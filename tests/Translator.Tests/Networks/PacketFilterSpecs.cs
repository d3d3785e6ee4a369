using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.Tests.Networks;

public class PacketFilterSpecs
{
    [Fact]
    public void One_script_makes_shared_chains_and_marked_rules()
    {
        string script = Script(SampleNetworks.Isolated, "quiet0");

        script.ShouldStartWith("""
            add table ip libvirt_network
            add chain ip libvirt_network forward { type filter hook forward priority 0; policy accept; }
            add chain ip libvirt_network guest_output
            """);
        script.ShouldContain("""
            flush chain ip libvirt_network forward
            add rule ip libvirt_network forward counter jump guest_cross
            add rule ip libvirt_network forward counter jump guest_input
            add rule ip libvirt_network forward counter jump guest_output
            """);
        script.ShouldEndWith("""
            insert rule ip libvirt_network guest_output iif "quiet0" counter reject comment "virshlite_quiet_2d_one"
            insert rule ip libvirt_network guest_input oif "quiet0" counter reject comment "virshlite_quiet_2d_one"
            insert rule ip libvirt_network guest_cross iif "quiet0" oif "quiet0" counter accept comment "virshlite_quiet_2d_one"

            """);
    }

    [Fact]
    public void Only_marked_rules_are_taken_away()
    {
        const string listed = """
            table ip libvirt_network { # handle 3
            	chain guest_output { # handle 4
            		iif "a" counter packets 0 bytes 0 reject comment "virshlite_a" # handle 17
            		iif "b" counter packets 0 bytes 0 reject comment "virshlite_ab" # handle 18
            		iif "c" counter packets 0 bytes 0 reject # handle 19
            	}

            	chain guest_nat { # handle 5
            		type nat hook postrouting priority srcnat; policy accept;
            		ip saddr 10.0.0.0/24 counter packets 0 bytes 0 masquerade comment "virshlite_a" # handle 20
            	}
            }
            """;

        NftText.Removal("ip", listed, "virshlite_a")
            .ShouldBe("delete rule ip libvirt_network guest_output handle 17\ndelete rule ip libvirt_network guest_nat handle 20\n");
        NftText.Removal("ip", listed, "virshlite_zz").ShouldBeNull();
    }

    [Theory]
    [InlineData("eth0\" accept; flush ruleset; #")]
    [InlineData("eth*")]
    [InlineData("eth+")]
    [InlineData("-eth0")]
    [InlineData("a b")]
    [InlineData("far-too-long-a-name")]
    public void A_device_whose_name_would_be_read_as_more_is_refused(string device)
    {
        string xml =
            $"<network><name>n</name><forward mode='nat' dev='{device.Replace("\"", "&quot;", StringComparison.Ordinal)}'/><ip address='10.0.0.1'/></network>";
        foreach (FirewallBackend backend in Enum.GetValues<FirewallBackend>())
        {
            Should.Throw<DomainException>(() => PacketFilter.Rules(SampleNetworks.Read(xml), "b", backend))
                .Message.ShouldContain("cannot be the name of a network device");
        }
    }

    [Fact]
    public void An_address_range_stands_for_the_hosts_own()
    {
        const string xml =
            "<network><name>n</name><forward mode='nat'><nat><address start='192.0.2.3' end='192.0.2.6'/></nat></forward><ip address='10.0.0.1' "
            + "prefix='24'/></network>";

        Script(xml, "b").ShouldContain("meta l4proto udp ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 counter snat to 192.0.2.3-192.0.2.6:1024-65535 comment");
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("nat", true)]
    [InlineData("route", true)]
    [InlineData("open", false)]
    public void Which_networks_are_filtered(string mode, bool isFiltered)
    {
        string forward = mode == "none" ? "" : $"<forward mode='{mode}'/>";
        PacketFilter.IsNeeded(SampleNetworks.Read($"<network><name>n</name>{forward}<ip address='10.0.0.1'/></network>")).ShouldBe(isFiltered);
    }

    [Theory]
    [InlineData("<forward mode='nat'/><ip address='10.0.0.1'/>", 1024u)]
    [InlineData("<forward mode='nat'><nat><address start='192.0.2.3' end='192.0.2.6'/></nat></forward><ip address='10.0.0.1'/>", 1024u)]
    [InlineData("<forward mode='nat'><nat><port start='2000' end='3000'/></nat></forward><ip address='10.0.0.1'/>", 2000u)]
    [InlineData("<forward mode='nat'><nat ipv6='yes'/></forward><ip family='ipv6' address='fd00::1' prefix='64'/>", 1024u)]
    [InlineData("<forward mode='nat'/><ip family='ipv6' address='fd00::1' prefix='64'/>", null)]
    [InlineData("<forward mode='route'/><ip address='10.0.0.1'/>", null)]
    [InlineData("<ip address='10.0.0.1'/>", null)]
    public void A_network_that_runs_names_the_ports_that_connections_leave_with(string xml, uint? first)
    {
        VirtualNetwork network = SampleNetworks.Read($"<network><name>n</name>{xml}</network>");

        NatRange.Spell(network);

        (network.Nat?.PortStart).ShouldBe(first);
    }

    private static string Script(string xml, string bridge)
    {
        var network = SampleNetworks.Read(xml);
        return NftText.Script(PacketFilter.Rules(network, bridge, FirewallBackend.Nftables), NftText.Mark(network.Name));
    }
}
