using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.Tests.Networks;

public class DnsmasqConfigurationSpecs
{
    private const string Directory = "/run/virshlite/network";

    [Fact]
    public void A_network_with_everything()
    {
        VirtualNetwork network = SampleNetworks.Read(SampleNetworks.Nat);

        Text(network, "labbr0").ShouldBe("""
            strict-order
            server=9.9.9.9
            server=/corp.test/10.1.1.1
            no-resolv
            local=/lab.test/
            domain=lab.test
            expand-hosts
            local=/0.55.10.in-addr.arpa/
            domain-needed
            local=//
            pid-file=/run/lab.pid
            except-interface=lo
            bind-dynamic
            interface=labbr0
            txt-record=motto,small and quick
            srv-host=_ldap._tcp.lab.test,dir,389,0,7
            enable-tftp
            tftp-root=/srv/tftp
            dhcp-range=10.55.0.100,10.55.0.199,255.255.255.0,2h
            dhcp-no-override
            dhcp-authoritative
            dhcp-boot=pxe.0,,10.55.0.3
            dhcp-range=fd00:55::10,fd00:55::1f,64
            dhcp-lease-max=116
            dhcp-hostsfile=/run/virshlite/network/lab.hostsfile
            addn-hosts=/run/virshlite/network/lab.addnhosts
            dhcp-option=option:mtu,1400
            enable-ra

            """);
        DnsmasqConfiguration.DhcpHosts(network).ShouldBe("52:54:00:00:55:05,10.55.0.5,five,infinite\nid:0:4:7e:7d,six,[fd00:55::6]\n");
        DnsmasqConfiguration.DnsHosts(network).ShouldBe("10.55.0.9\tnine\tix\t\n");
    }

    [Fact]
    public void Without_names_and_addresses_to_give_out_there_is_no_dnsmasq()
    {
        SampleNetworks.Read("<network><name>n</name></network>").NeedsDnsmasq.ShouldBeFalse();
        SampleNetworks.Read("<network><name>n</name><dns enable='no'/><ip address='10.0.0.1'/></network>").NeedsDnsmasq.ShouldBeFalse();
        SampleNetworks.Read("<network><name>n</name><ip address='10.0.0.1'/></network>").NeedsDnsmasq.ShouldBeTrue();
    }

    [Fact]
    public void Hosts_without_a_range_are_the_only_ones_served()
    {
        string text = Text(SampleNetworks.Read(
            "<network><name>n</name><ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' ip='10.0.0.9'/></dhcp></ip></network>"), "b");

        text.ShouldContain("\ndhcp-range=10.0.0.1,static\n");
        text.ShouldNotContain("dhcp-lease-max");
    }

    [Fact]
    public void An_isolated_network_without_DNS_gets_the_options_of_isolated_ones_and_no_more()
    {
        string text = Text(SampleNetworks.Read(
            "<network><name>n</name><dns enable='no'/><ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.2' end='10.0.0.9'/></dhcp></ip></network>"),
                "b");

        text.ShouldStartWith(
            "strict-order\nport=0\npid-file=/run/n.pid\nexcept-interface=lo\nbind-dynamic\ninterface=b\ndhcp-option=3\nno-resolv\nra-param=*,0,0\ndhcp-range=");
        text.ShouldNotContain("addn-hosts");
        text.ShouldNotContain("dhcp-option=6");
    }

    [Theory]
    [InlineData("<dns><host ip='10.0.0.2'><hostname>*.apps.lab</hostname></host></dns>", "10.0.0.2\t*.apps.lab\t\n")]
    [InlineData(
        "<dns><host ip='10.0.0.2'><hostname>a</hostname></host><host ip='10.0.0.3'><hostname>b</hostname></host><host "
        + "ip='10.0.0.2'><hostname>c</hostname></host></dns>", "10.0.0.2\ta\tc\t\n10.0.0.3\tb\t\n")]
    public void Names_of_addresses(string dns, string text) =>
        DnsmasqConfiguration.DnsHosts(SampleNetworks.Read($"<network><name>n</name>{dns}<ip address='10.0.0.1'/></network>")).ShouldBe(text);

    [Fact]
    public void A_name_in_which_dnsmasq_would_see_a_comment_stands_in_quotes() =>
        Text(SampleNetworks.Read("<network><name>a #b</name><ip address='10.0.0.1'/></network>"), "b")
            .ShouldContain($"\naddn-hosts=\"{Directory}/a #b.addnhosts\"\n");

    [Theory]
    [InlineData("<domain name='a&#10;dhcp-script=/x'/>")]
    [InlineData("<domain name='a/b'/>")]
    [InlineData("<dns><txt name='t' value='a&#10;dhcp-script=/x'/></dns>")]
    [InlineData("<dns><host ip='10.0.0.2'><hostname>a b</hostname></host></dns>")]
    public void What_would_be_another_line_or_field_is_refused(string content)
    {
        VirtualNetwork network = SampleNetworks.Read($"<network><name>n</name>{content}<ip address='10.0.0.1'/></network>");
        Should.Throw<DomainException>(() => Text(network, "b") + DnsmasqConfiguration.DnsHosts(network)).Message.ShouldContain("cannot be told to dnsmasq");
    }

    private static string Text(VirtualNetwork network, string bridge)
    {
        string text = DnsmasqConfiguration.Text(network, bridge, Directory, $"/run/{network.Name}.pid");
        return text[text.IndexOf("strict-order\n", StringComparison.Ordinal)..];
    }
}
