using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Runner.Tests.Networking.Virtual;

public class PacketFilterSpecs
{
    [Fact]
    public void NAT_over_IPv4_and_routed_IPv6() => Text(SampleNetworks.Nat, "labbr0").ShouldBe("""
        table ip virshlite_lab
        delete table ip virshlite_lab
        table ip6 virshlite_lab
        delete table ip6 virshlite_lab
        table ip virshlite_lab {
        	chain forward {
        		type filter hook forward priority 0; policy accept;
        		iifname "labbr0" oifname "labbr0" accept
        		oifname "labbr0" ip daddr 10.55.0.0/24 ct state established,related accept
        		iifname "labbr0" ip saddr 10.55.0.0/24 accept
        		oifname "labbr0" reject
        		iifname "labbr0" reject
        	}
        	chain postrouting {
        		type nat hook postrouting priority 100; policy accept;
        		ip saddr 10.55.0.0/24 ip daddr 224.0.0.0/24 return
        		ip saddr 10.55.0.0/24 ip daddr 255.255.255.255 return
        		ip saddr 10.55.0.0/24 ip daddr != 10.55.0.0/24 meta l4proto tcp masquerade to :2000-3000
        		ip saddr 10.55.0.0/24 ip daddr != 10.55.0.0/24 meta l4proto udp masquerade to :2000-3000
        		ip saddr 10.55.0.0/24 ip daddr != 10.55.0.0/24 masquerade
        	}
        }
        table ip6 virshlite_lab {
        	chain forward {
        		type filter hook forward priority 0; policy accept;
        		iifname "labbr0" oifname "labbr0" accept
        		oifname "labbr0" ip6 daddr fd00:55::/64 accept
        		iifname "labbr0" ip6 saddr fd00:55::/64 accept
        		oifname "labbr0" reject
        		iifname "labbr0" reject
        	}
        }

        """);

    [Fact]
    public void Nothing_enters_or_leaves_an_isolated_network() => Text(SampleNetworks.Isolated, "quiet0").ShouldBe("""
        table ip virshlite_quiet_2d_one
        delete table ip virshlite_quiet_2d_one
        table ip6 virshlite_quiet_2d_one
        delete table ip6 virshlite_quiet_2d_one
        table ip virshlite_quiet_2d_one {
        	chain forward {
        		type filter hook forward priority 0; policy accept;
        		iifname "quiet0" oifname "quiet0" accept
        		oifname "quiet0" reject
        		iifname "quiet0" reject
        	}
        }
        table ip6 virshlite_quiet_2d_one {
        	chain forward {
        		type filter hook forward priority 0; policy accept;
        		oifname "quiet0" reject
        		iifname "quiet0" reject
        	}
        }

        """);

    [Fact]
    public void A_device_confines_forwarding_and_an_address_range_stands_for_the_hosts_own()
    {
        const string xml = """
            <network><name>n</name>
              <forward mode='nat' dev='eth7'><nat><address start='192.0.2.3' end='192.0.2.6'/></nat></forward>
              <ip address='10.0.0.1' prefix='24'/>
            </network>
            """;
        string text = Text(xml, "b");

        text.ShouldContain("iifname \"eth7\" oifname \"b\" ip daddr 10.0.0.0/24 ct state established,related accept\n");
        text.ShouldContain("iifname \"b\" oifname \"eth7\" ip saddr 10.0.0.0/24 accept\n");
        text.ShouldContain("oifname \"eth7\" ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 meta l4proto udp snat to 192.0.2.3-192.0.2.6:1024-65535\n");
    }

    [Fact]
    public void IPv6_gets_NAT_where_it_is_asked_for()
    {
        const string xml = "<network><name>n</name><forward mode='nat'><nat ipv6='yes'/></forward><ip family='ipv6' address='fd00::1'/></network>";
        Text(xml, "b").ShouldContain("ip6 saddr fd00::/64 ip6 daddr != fd00::/64 masquerade\n");
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

    private static string Text(string xml, string bridge) => PacketFilter.Text(SampleNetworks.Read(xml), bridge);
}
