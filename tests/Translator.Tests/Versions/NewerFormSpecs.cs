using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Interfaces;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Versions;

/// <summary>Forms that came after 11.3, or that 9.0 had, as the libvirts themselves write them (versions.md; asked of 9.0, 11.3 and 12.8).</summary>
public class NewerFormSpecs
{
    private const string Passt = "<devices><interface type='user'><mac address='52:54:00:6d:90:02'/><backend type='passt' hostname='a' fqdn='a.b'/>"
        + "<route family='ipv4' gateway='10.0.0.2'/><route family='ipv6' gateway='fe80::1'/></interface></devices>";

    [Theory]
    [InlineData("<features><acpi/></features><devices><iommu model='intel'/><iommu model='virtio'/></devices>",
        "-device {\"driver\":\"intel-iommu\",\"id\":\"iommu0\"} -device {\"driver\":\"virtio-iommu\",\"id\":\"iommu1\",")]
    [InlineData("<devices><controller type='nvme'><serial>S</serial><driver queues='3' ioeventfd='on'/></controller></devices>",
        "{\"driver\":\"nvme\",\"id\":\"nvme0\",\"serial\":\"S\",\"num_queues\":3,\"ioeventfd\":true,")]
    [InlineData("<devices><disk type='file' model='usb-bot'><source file='/a'/><target dev='sda' bus='usb' removable='off'/></disk></devices>", "\"removable\":false")]
    [InlineData("<devices><disk type='file'><source file='/a'/><target dev='nvme0n2' bus='virtio'/></disk></devices>", "\"id\":\"virtio-disk-1\"")]
    [InlineData("<devices><hostdev type='usb'><source><address bus='1' port='2.1'/></source></hostdev></devices>", "/dev/bus/usb/001/000")]
    [InlineData("<devices><disk type='file'><source file='/a'/><target dev='nvme0n1p1' bus='nvme'/><serial>S</serial></disk></devices>", "\"id\":\"nvme0-0-0\"")]
    [InlineData("<devices><disk type='file' model='usb-bot'><source file='/a'/><target dev='sda' bus='sata'/></disk></devices>",
        "{\"driver\":\"ide-hd\",\"bus\":\"ide.0\",\"drive\":\"libvirt-1-storage\",\"id\":\"sata0-0-0\"")]
    public void Command_lines_of_12_8(string sections, string expected) => VersionGuest.Text("12.8", sections).ShouldContain(expected);

    [Theory]
    [InlineData(Passt, "<route family='ipv4' gateway='10.0.0.2'/>\n      <route family='ipv6' gateway='fe80::1'/>")]
    [InlineData(Passt, "<backend type='passt' hostname='a' fqdn='a.b'/>")]
    [InlineData("<devices><hostdev type='usb'><source><address bus='1' port='2.1'/></source></hostdev></devices>", "<address bus='1' port='2.1'/>")]
    [InlineData("<devices><disk type='file'><source file='/a'/><target dev='vda'/><acpi nodeset='0-1'/></disk></devices>", "<acpi nodeset='0-1'/>")]
    [InlineData("<devices><disk type='file' model='usb-bot'><source file='/a'/><target dev='sda' bus='sata'/></disk></devices>", "model='usb-bot'")]
    [InlineData("<metadata><x:a xmlns:x='urn:x' b='é'/></metadata>", "b=\"é\"")]
    [InlineData("<devices><disk type='file'><driver><statistics><latency-histogram type='zone'><bin start='0'/><bin start='5'/></latency-histogram>"
        + "<latency-histogram><bin start='5'/></latency-histogram></statistics></driver><source file='/a'/><target dev='vda'/></disk></devices>",
        "</latency-histogram>\n          <latency-histogram type='zone'>")]
    [InlineData("<devices><interface type='bridge'><source bridge='b'/><virtualport type='midonet'><parameters interfaceid='0b2d64da-3d0e-431e-afdd-804415d6ebbb'/>"
        + "</virtualport><vlan><tag id='42'/></vlan></interface></devices>", "<tag id='42'/>")]
    public void Stored_XML_of_12_8(string sections, string expected) => VersionGuest.Stored("12.8", sections).ShouldContain(expected);

    [Theory]
    [InlineData("<devices><disk type='file'><driver><statistics/></driver><source file='/a'/><target dev='vda'/></disk></devices>", "<statistics")]
    [InlineData("<devices><disk type='file'><driver><statistics><latency-histogram><bin start='0'/></latency-histogram></statistics></driver><source file='/a'/>"
        + "<target dev='vda'/></disk></devices>", "<statistics")]
    [InlineData("<hwuuid/>", "<hwuuid")]
    [InlineData("<hwuuid>00000000-0000-0000-0000-000000000000</hwuuid>", "<hwuuid")]
    [InlineData("<features><acpi/></features><devices><iommu model='virtio'><driver><granule/></driver></iommu></devices>", "<granule")]
    [InlineData("<vcpu>1</vcpu><cputune><cachetune/></cputune>", "<cputune")]
    [InlineData("<features><hyperv><vpindex state='on'/><tlbflush state='on'><direct state='off'/></tlbflush></hyperv></features>", "<direct")]
    [InlineData("<features><hyperv><vpindex state='on'/><tlbflush state='on'><extended state='off'/></tlbflush></hyperv></features>", "<extended")]
    public void What_12_8_forgets(string sections, string element) => VersionGuest.Stored("12.8", sections).ShouldNotContain(element);

    [Fact]
    public void A_varstore_without_a_loader_has_no_path() =>
        VersionGuest.Stored("12.8", "", os: "<varstore template='/t'/>").ShouldContain("<varstore template='/t'/>");

    [Fact]
    public void Before_12_8_characters_of_attributes_are_numbers() =>
        VersionGuest.Stored("12.7", "<metadata><x:a xmlns:x='urn:x' b='é'/></metadata>").ShouldContain("b=\"&#xE9;\"");

    [Fact]
    public void Passt_is_told_names_and_gateways()
    {
        TranslationContext context = VersionGuest.Context("12.8", Passt, "q35");
        Translation.Complete(context);
        Interface nic = context.Domain.Interfaces[0];
        nic.Alias = "net0";
        string.Join(' ', PasstHelper.Of(nic, context).Arguments).ShouldEndWith("--hostname a --fqdn a.b --gateway 10.0.0.2 --gateway fe80::1");
    }

    [Theory]
    [InlineData("9.0", "<features><hyperv mode='passthrough'><relaxed state='on'/></hyperv></features>", "hv-passthrough=on,hv-relaxed=on")]
    [InlineData("9.1", "<features><hyperv mode='passthrough'><relaxed state='on'/></hyperv></features>", "hv-passthrough=on ")]
    public void Enlightenments_beside_passthrough(string version, string sections, string expected) =>
        VersionGuest.Text(version, sections).ShouldContain(expected);

    [Theory]
    [InlineData("11.8", "<spinlocks state='on' retries='-2'/>")]
    [InlineData("11.9", "<spinlocks state='on' retries='4294967294'/>")]
    public void Retries_beyond_2147483647(string version, string expected) =>
        VersionGuest.Stored(version, "<features><hyperv><spinlocks state='on' retries='4294967294'/></hyperv></features>").ShouldContain(expected);

    [Fact]
    public void A_port_leads_to_the_device_that_is_plugged_in_there()
    {
        Compatibility rules = Compatibility.Of("12.8");
        const string Xml = "<domain type='kvm'><name>g</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='q35'>hvm</type></os>"
            + "<devices><hostdev mode='subsystem' type='usb'><source><address bus='2' port='2.1'/></source></hostdev></devices></domain>";
        var context = new TranslationContext(DomainReader.Read(Xml, new ReadingOptions { Knows = rules.Knows }), _ => TestQemu.Modern, new TestHost(),
            new Settings { Rules = rules }, new TranslationOptions { AbiUpdate = true, ForStart = true });
        SmallGuest.Text(SmallGuest.Plan(context)).ShouldContain("/dev/bus/usb/002/003");
    }
}
