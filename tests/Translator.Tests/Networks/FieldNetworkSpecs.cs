using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Tests;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.Tests.Networks;

/// <summary>Networks that people have and that once came out other than libvirt's, by file; what is expected is what libvirt 11.3 made of each.</summary>
public class FieldNetworkSpecs
{
    [SkippableFact]
    public void A_users_lease_file_stands_as_it_is_beside_the_database_that_the_script_keeps()
    {
        Configuration("s09-dnsmasq-leasefile.xml").ShouldBe("""
            strict-order
            pid-file=/run/libvirt/network/s09.pid
            except-interface=lo
            bind-dynamic
            interface=s09br
            dhcp-option=3
            no-resolv
            ra-param=*,0,0
            dhcp-range=192.168.150.2,192.168.150.9,255.255.255.0
            dhcp-no-override
            dhcp-authoritative
            dhcp-lease-max=8
            dhcp-hostsfile=/var/lib/libvirt/dnsmasq/s09.hostsfile
            addn-hosts=/var/lib/libvirt/dnsmasq/s09.addnhosts
            dhcp-leasefile=/tmp/s09.leases

            """);
    }

    [SkippableFact]
    public void Hosts_without_a_range_have_neither_netmask_nor_bound()
    {
        string text = Configuration("s10-static-only.xml");
        text.ShouldContain("\ndhcp-range=192.168.151.1,static\ndhcp-no-override\ndhcp-authoritative\ndhcp-hostsfile=");
        text.ShouldNotContain("dhcp-lease-max");
        DnsmasqConfiguration.DhcpHosts(Read("s10-static-only.xml")).ShouldBe("52:54:00:00:00:01,192.168.151.11\n");
    }

    [SkippableFact]
    public void A_host_may_have_an_address_of_another_network()
    {
        Configuration("s11-host-outside.xml").ShouldContain("\ndhcp-range=192.168.152.2,192.168.152.9,255.255.255.0\n");
        DnsmasqConfiguration.DhcpHosts(Read("s11-host-outside.xml")).ShouldBe("52:54:00:00:00:01,192.168.160.1\n");
    }

    [SkippableFact]
    public void A_name_may_be_a_wildcard() =>
        DnsmasqConfiguration.DnsHosts(Read("s12-wildcard-hostname.xml")).ShouldBe("192.168.153.2\t*.apps.lab\t\n");

    [SkippableFact]
    public void An_isolated_network_with_DNS_off_gets_no_option_too_many()
    {
        Configuration("s13-isolated-dns-off.xml").ShouldBe("""
            strict-order
            port=0
            pid-file=/run/libvirt/network/s13.pid
            except-interface=lo
            bind-dynamic
            interface=s13br
            dhcp-option=3
            no-resolv
            ra-param=*,0,0
            dhcp-range=192.168.154.2,192.168.154.9,255.255.255.0
            dhcp-no-override
            dhcp-authoritative
            dhcp-lease-max=8
            dhcp-hostsfile=/var/lib/libvirt/dnsmasq/s13.hostsfile

            """);
    }

    [SkippableFact]
    public void A_definition_is_printed_in_libvirts_order_whatever_its_own()
    {
        VirtualNetwork network = Read("s14-netdump.xml");
        network.Uuid = Guid.Parse("b23cdd6b-6d3b-4bc2-9b0d-3f1a4a1f2f5e");
        network.Mac = "52:54:00:12:34:56";

        NetworkWriter.Write(network, new(IsInactive: true)).ShouldBe("""
            <network>
              <name>s14</name>
              <uuid>b23cdd6b-6d3b-4bc2-9b0d-3f1a4a1f2f5e</uuid>
              <forward mode='nat'/>
              <bridge name='s14br' stp='on' delay='0'/>
              <mac address='52:54:00:12:34:56'/>
              <ip address='192.168.155.1' prefix='24'>
                <dhcp>
                  <range start='192.168.155.2' end='192.168.155.9'/>
                </dhcp>
              </ip>
            </network>

            """);
    }

    [SkippableFact]
    public void A_filter_before_a_device_that_the_host_does_not_see_is_read_over() =>
        DomainReader.Read(Text("s19-filterref-no-mac.xml")).Interfaces.Single().FilterRef.ShouldBeNull();

    private static string Configuration(string file)
    {
        VirtualNetwork network = Read(file);
        string text = DnsmasqConfiguration.Text(network, network.Bridge!, NetworkPaths.LibvirtDnsmasq, $"/run/libvirt/network/{network.Name}.pid");
        return text[text.IndexOf("strict-order\n", StringComparison.Ordinal)..];
    }

    private static VirtualNetwork Read(string file) => NetworkReader.Read(Text(file), new ReadingContext(new ReadingOptions()));

    private static string Text(string file)
    {
        string? directory = SharedFolder.Find("field");
        Skip.If(directory is null, "people's inputs are not in shared/field beside this checkout");
        return File.ReadAllText(Path.Combine(directory!, file));
    }
}
