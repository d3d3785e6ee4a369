using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Translator.Tests.Networks;

/// <summary>Networks that these tests share.</summary>
internal static class SampleNetworks
{
    public const string Nat = """
        <network>
          <name>lab</name>
          <uuid>5b0f6f0c-6a0c-4b6f-9d0b-0d4b8f6a1c11</uuid>
          <forward mode='nat'><nat><port start='2000' end='3000'/></nat></forward>
          <bridge name='labbr0' stp='off' delay='1'/>
          <mtu size='1400'/>
          <mac address='52:54:00:AA:bb:1'/>
          <domain name='lab.test' localOnly='yes'/>
          <dns forwardPlainNames='no'>
            <forwarder addr='9.9.9.9'/>
            <forwarder domain='corp.test' addr='10.1.1.1'/>
            <txt name='motto' value='small and quick'/>
            <srv service='ldap' protocol='tcp' domain='lab.test' target='dir' port='389' weight='7'/>
            <host ip='10.55.0.9'><hostname>nine</hostname><hostname>ix</hostname></host>
          </dns>
          <ip address='10.55.0.1' netmask='255.255.255.0' localPtr='yes'>
            <tftp root='/srv/tftp'/>
            <dhcp>
              <range start='10.55.0.100' end='10.55.0.199'><lease expiry='2' unit='hours'/></range>
              <host mac='52:54:00:00:55:05' name='five' ip='10.55.0.5'><lease expiry='0'/></host>
              <bootp file='pxe.0' server='10.55.0.3'/>
            </dhcp>
          </ip>
          <ip family='ipv6' address='fd00:55::1' prefix='64'>
            <dhcp>
              <range start='fd00:55::10' end='fd00:55::1f'/>
              <host id='0:4:7e:7d' name='six' ip='fd00:55::6'/>
            </dhcp>
          </ip>
          <route address='10.66.0.0' prefix='16' gateway='10.55.0.7' metric='3'/>
        </network>
        """;

    public const string Isolated = """
        <network>
          <name>quiet-one</name>
          <bridge name='quiet0'/>
          <ip address='10.56.0.1' prefix='24'>
            <dhcp><range start='10.56.0.10' end='10.56.0.20'/></dhcp>
          </ip>
        </network>
        """;

    public static VirtualNetwork Read(string xml) => NetworkReader.Read(xml, new ReadingContext(new ReadingOptions()));
}
