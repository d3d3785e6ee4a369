using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Devices;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Rules that no document tells and libvirt 11.3 was seen to follow: what mutated domains showed beside the real thing.</summary>
public class MeasuredRulesSpecs
{
    private const string Numa = "<memory unit='MiB'>1024</memory><maxMemory slots='4' unit='MiB'>4096</maxMemory><cpu><model>qemu64</model><numa><cell cpus='0' memory='512' unit='MiB'/></numa></cpu>";
    private const string Target = "<target><size unit='MiB'>512</size><node>0</node>";

    [Theory]
    [InlineData("<vcpu>3</vcpu><vcpus><vcpu id='0' enabled='yes'/></vcpus>", "<vcpu id='1' enabled='no' hotpluggable='yes'/>\n    <vcpu id='2' enabled='no' hotpluggable='yes'/>")]
    [InlineData("<vcpu>2</vcpu><vcpus><vcpu id='0' enabled='yes' order='1'/><vcpu id='1' enabled='yes' order='1'/></vcpus>", "<vcpu id='1' enabled='yes' hotpluggable='no' order='1'/>")]
    [InlineData("<cpu><maxphysaddr mode='passthrough' limit='39'/></cpu>", "<maxphysaddr mode='passthrough' limit='39'/>")]
    [InlineData("<devices><controller type='usb' index='0' model='none'><alias name='ua-x'/></controller></devices>", "<controller type='usb' index='0' model='none'/>")]
    [InlineData("<devices><controller type='sata' index='0'><master/></controller></devices>", "<master startport='0'/>")]
    [InlineData("<devices><controller type='sata' index='0'><driver iommu='on'/></controller></devices>", "<driver iommu='on'/>")]
    [InlineData("<devices><hostdev mode='subsystem' type='pci'><source/></hostdev></devices>", "<address domain='0x0000' bus='0x00' slot='0x00' function='0x0'/>")]
    [InlineData(
        "<devices><disk type='file'><source file='/a'><auth username='u'><secret type='iscsi' usage='x'/></auth></source><target dev='vda'/></disk></devices>",
        "<source file='/a'>\n        <auth username='u'>")]
    [InlineData("<devices><channel type='unix'><source mode='bind' path='/var/lib/libvirt/qemu/channel/target/copy.x'/><target type='virtio'/></channel></devices>", "<channel type='unix'>\n      <target type='virtio'/>")]
    [InlineData("<seclabel type='static' model='none'/>", "<seclabel type='none' model='none'/>")]
    [InlineData("<devices><rng model='virtio'><rate bytes='5'/><backend model='random'/></rng></devices>", "<rate bytes='5'/>")]
    [InlineData(
        "<devices><channel type='udp'><source service='1' host='a'/><source service='2' host='b'/><target type='virtio'/></channel></devices>",
        "<source mode='connect' host='a' service='1'/>")]
    [InlineData(
        "<devices><disk type='network'><source protocol='nbd'><host name='h'/><reconnect delay='3'/><snapshot name='s'/></source><target dev='vda'/></disk></devices>",
        "<host name='h' port='10809'/>\n        <reconnect delay='3'/>\n        <snapshot name='s'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData(Numa + "<devices><memory model='dimm'><source><path>/x</path></source>" + Target + "</target></memory></devices>", "<path>")]
    [InlineData(Numa + "<devices><memory model='dimm'>" + Target + "<readonly/></target></memory></devices>", "<readonly/>")]
    [InlineData(Numa + "<devices><memory model='nvdimm'><source><path>/x</path><nodemask>0</nodemask></source>" + Target + "</target></memory></devices>", "<nodemask>")]
    [InlineData("<devices><disk type='block'><source dev='/a'/><target dev='vda'/></disk><hostdev mode='subsystem' type='usb'><source><address bus='1' device='2'/></source><readonly/></hostdev></devices>", "<readonly/>")]
    [InlineData("<devices><controller type='pci' index='1' model='pcie-root-port'><pcihole64 unit='GiB'>1</pcihole64></controller></devices>", "<pcihole64")]
    [InlineData("<devices><filesystem type='mount'><driver wrpolicy='immediate'/><source dir='/a'/><target dir='t'/></filesystem></devices>", "<driver wrpolicy")]
    [InlineData("<seclabel model='dac' relabel='no'/>", "<seclabel")]
    [InlineData("<devices><rng model='virtio'><rate period='5'/><backend model='random'/></rng></devices>", "<rate")]
    [InlineData("<devices><serial type='pty'><log append='off'/></serial></devices>", "<log")]
    [InlineData("<devices><interface type='bridge'><source bridge='b'/><teaming/></interface></devices>", "<teaming")]
    [InlineData("<devices><disk type='file'><source file='/a'><slices><slice offset='1' size='5'/></slices></source><target dev='vda'/></disk></devices>", "<slice")]
    [InlineData("<devices><disk type='network'><source protocol='nbd'><host name='h'/><knownHosts path='/k'/></source><target dev='vda'/></disk></devices>", "<knownHosts")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => Stored(sections).ShouldNotContain(forgotten);

    [Theory]
    [InlineData("<seclabel type='static'><label>x</label></seclabel>", "missing security model")]
    [InlineData("<memoryBacking><hugepages/><source type='anonymous'/></memoryBacking>", "not allowed with anonymous memory source")]
    [InlineData("<devices><interface type='bridge'><source bridge='b'/><bandwidth><inbound floor='1'/></bandwidth></interface></devices>", "floor attribute is not supported")]
    [InlineData("<devices><interface type='bridge'><source bridge='b'/><virtualport type='midonet'/></interface></devices>", "missing interfaceid")]
    [InlineData("<devices><graphics type='spice'><gl/></graphics></devices>", "needs the attribute 'enable'")]
    [InlineData("<devices><sound model='ich6'><audio/></sound></devices>", "needs the attribute 'id'")]
    public void What_libvirt_refuses_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => Stored(sections)).Message.ShouldContain(reason);

    [Fact]
    public void A_capability_that_nobody_knows_is_not_taken_in_silence()
    {
        TranslationContext context = CoreGuest.Context("<capabilities xmlns='http://libvirt.org/schemas/domain/qemu/1.0'><add capability='nosuch'/><del capability='spice'/></capabilities>");
        Translation.Complete(context);
        Translation.Plan(context);

        context.Warnings.ShouldHaveSingleItem().ShouldContain("'nosuch'");
    }

    [Fact]
    public void Each_hpet_timer_says_so() =>
        CoreGuest.Text("<clock offset='utc'><timer name='hpet' present='no'/><timer name='hpet' present='no'/></clock>").ShouldContain(",hpet=off,hpet=off,");

    [Fact]
    public void A_chipset_controller_without_a_PCI_address_stands_in_its_place() =>
        DeviceGuest.Text("<controller type='usb' index='0' model='piix3-uhci'><address type='virtio-mmio'/></controller>")
            .ShouldContain("{\"driver\":\"piix3-usb-uhci\",\"id\":\"usb\",\"bus\":\"pci.0\",\"addr\":\"0x1.0x2\"}");

    [Fact]
    public void virsh_shows_what_opens_and_runs_nothing()
    {
        var preview = new TranslationOptions { VirshPreview = true };
        string text = DeviceGuest.Text(DeviceGuest.Plan(
            "<serial type='file'><source path='/a' append='off'/><log file='/l'/></serial><tpm><backend type='emulator'/></tpm><vsock><cid auto='yes'/></vsock>", options: preview));

        text.ShouldContain("-chardev file,id=charserial0,path=/a,append=off,logfile=/l ");
        text.ShouldContain("-chardev null,id=chrtpm ");
        text.ShouldContain("\"guest-cid\":0");
    }

    private static string Stored(string sections) => DomainWriter.Write(CoreGuest.Completed(CoreGuest.Context(sections)));
}
