using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Runner.Tests.Networking.Virtual;

public class DnsmasqConfigurationSpecs
{
    [Fact]
    public void A_network_with_everything()
    {
        NetworkDefinition network = SampleNetworks.Read(SampleNetworks.Nat);

        DnsmasqConfiguration.Text(network, "labbr0", SampleNetworks.Files("lab")).ShouldBe("""
            # made by virshlite net-start, gone with net-destroy
            strict-order
            server=9.9.9.9
            server=/corp.test/10.1.1.1
            no-resolv
            local=/lab.test/
            domain=lab.test
            expand-hosts
            domain-needed
            local=/0.55.10.in-addr.arpa/
            pid-file=/run/virshlite/network/lab.pid
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
            dhcp-leasefile=/run/virshlite/network/lab.leases
            dhcp-lease-max=116
            dhcp-hostsfile=/run/virshlite/network/lab.hostsfile
            addn-hosts=/run/virshlite/network/lab.addnhosts
            dhcp-option=option:mtu,1400
            enable-ra

            """);
        DnsmasqConfiguration.DhcpHosts(network).ShouldBe("52:54:00:00:55:05,10.55.0.5,five,infinite\nid:0:4:7e:7d,six,[fd00:55::6]\n");
        DnsmasqConfiguration.DnsHosts(network).ShouldBe("10.55.0.9\tnine\tix\n");
    }

    [Fact]
    public void An_isolated_network_offers_no_way_out() =>
        DnsmasqConfiguration.Text(SampleNetworks.Read(SampleNetworks.Isolated), "quiet0", SampleNetworks.Files("quiet-one")).ShouldBe("""
            # made by virshlite net-start, gone with net-destroy
            strict-order
            pid-file=/run/virshlite/network/quiet-one.pid
            except-interface=lo
            bind-dynamic
            interface=quiet0
            dhcp-option=3
            no-resolv
            ra-param=*,0,0
            dhcp-range=10.56.0.10,10.56.0.20,255.255.255.0
            dhcp-no-override
            dhcp-authoritative
            dhcp-leasefile=/run/virshlite/network/quiet-one.leases
            dhcp-lease-max=11
            dhcp-hostsfile=/run/virshlite/network/quiet-one.hostsfile
            addn-hosts=/run/virshlite/network/quiet-one.addnhosts

            """);

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
        const string xml = """
            <network xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'>
              <name>n</name>
              <dns enable='no'/>
              <ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' ip='10.0.0.9'/></dhcp></ip>
              <dnsmasq:options><dnsmasq:option value='dhcp-option=42,10.0.0.1'/></dnsmasq:options>
            </network>
            """;
        string text = DnsmasqConfiguration.Text(SampleNetworks.Read(xml), "b", SampleNetworks.Files("n"));

        text.ShouldContain("\nport=0\n");
        text.ShouldContain("\ndhcp-range=10.0.0.1,static,255.255.255.0\n");
        text.ShouldContain("\ndhcp-option=6\n");
        text.ShouldEndWith("\ndhcp-option=42,10.0.0.1\n");
    }
}
