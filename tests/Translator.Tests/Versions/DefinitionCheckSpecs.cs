using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Versions;

/// <summary>What newer libvirts look at when a guest is defined, and older ones at its start or not at all (versions.md R9 and R18; the rest: 12.8).</summary>
public class DefinitionCheckSpecs
{
    private const string Vlan = "<vlan><tag id='42'/></vlan>";
    private const string Passt = "<devices><interface type='user'><backend type='passt'/>";
    private const string VhostUserVideo = "<memoryBacking><access mode='shared'/></memoryBacking><devices><video><driver name='vhostuser'/><model type='virtio' ";

    [Theory]
    [InlineData("12.7", "12.8", "<devices><controller type='usb' model='ehci' ports='4'/></devices>", "'ehci' doesn't support 'ports'")]
    [InlineData("12.7", "12.8",
        "<devices><graphics type='vnc'><listen type='address' address='127.0.0.1'/><listen type='address' address='127.0.0.2'/></graphics></devices>",
        "does not support multiple listens")]
    [InlineData("12.7", "12.8", "<devices><interface type='ethernet'>" + Vlan + "</interface></devices>", "vlan tag not supported for this connection type")]
    [InlineData("12.7", "12.8", "<devices><interface type='direct'><source dev='e'/>" + Vlan + "</interface></devices>", "vlan tag not supported")]
    [InlineData("11.8", "11.9", "<features><hyperv><vpindex state='on'/><tlbflush state='on'><direct state='on'/></tlbflush></hyperv></features>",
        "'hv-tlbflush-direct' hyperv feature requires 'vapic' feature")]
    public void Refusals_that_came_later(string before, string since, string sections, string reason)
    {
        Should.NotThrow(() => VersionGuest.Stored(before, sections));
        Should.Throw<DomainException>(() => VersionGuest.Stored(since, sections)).Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("11.9", "11.10", "<features><acpi/></features><devices><iommu model='virtio'/><iommu model='virtio'/></devices>",
        "only a single IOMMU device is supported")]
    [InlineData("12.1", "12.2", Passt + "<route gateway='10.0.0.2'/></interface></devices>", "<route> needs the attribute 'address'")]
    [InlineData("12.7", "12.8", "<devices><hostdev type='usb'><source><address bus='1' port='2.1'/></source></hostdev></devices>", "needs 'device'")]
    [InlineData("12.7", "12.8", "<devices><controller type='nvme'><serial>S</serial><driver queues='3'/></controller></devices>",
        "'queues' attribute only supported for virtio scsi controllers")]
    [InlineData("9.0", "9.1", "<devices><disk type='file'><source file='/a'/><target dev='sda' bus='scsi' removable='on'/></disk></devices>",
        "removable is only valid for usb disks")]
    [InlineData("10.10", "11.0", "<memoryBacking><access mode='shared'/></memoryBacking><devices><filesystem type='mount'><driver type='virtiofs'/>"
        + "<source dir='/a'/><target dir='t'/><readonly/></filesystem></devices>", "virtiofs does not yet support read-only mode")]
    public void Refusals_that_went(string before, string since, string sections, string reason)
    {
        Should.Throw<DomainException>(() => VersionGuest.Stored(before, sections)).Message.ShouldContain(reason);
        Should.NotThrow(() => VersionGuest.Stored(since, sections));
    }

    [Theory]
    [InlineData("<devices><disk type='file'><driver><statistics><statistic interval='5'/></statistics></driver><source file='/a'/><target dev='fda' bus='fdc'/>"
        + "</disk></devices>", "statistics collection is not supported by disks on bus 'fdc'")]
    [InlineData("<devices><disk type='file'><driver><statistics><latency-histogram/></statistics></driver><source file='/a'/><target dev='vda'/></disk></devices>",
        "missing 'bin' elements")]
    [InlineData("<devices><disk type='file'><driver><statistics><latency-histogram><bin start='4'/></latency-histogram><latency-histogram><bin start='5'/>"
        + "</latency-histogram></statistics></driver><source file='/a'/><target dev='vda'/></disk></devices>", "only one latency-histogram of a given type")]
    [InlineData(VhostUserVideo + "device='virtio-vga'/></video></devices>", "'virtio-vga' virtio video device frontend doesn't match the selected vhostuser")]
    [InlineData("<features><acpi/></features><devices><iommu model='virtio'><driver aw_bits='31'/></iommu></devices>", "aw-bits must be within [32,64]")]
    [InlineData("<features><acpi/></features><devices><iommu model='virtio'><driver><granule mode='host' size='4'/></driver></iommu></devices>",
        "'mode' and 'size' can't be specified at the same time")]
    [InlineData("<features><acpi/></features><devices><iommu model='virtio'><driver pciBus='0'/></iommu></devices>", "doesn't support some additional attributes")]
    [InlineData("<devices><interface type='user'><backend hostname='a'/></interface></devices>", "can only be used with the <backend> type='passt'")]
    [InlineData(Passt + "<route gateway='10.0.0.2'/><route gateway='10.0.0.3'/></interface></devices>", "only one IPv4 default route")]
    [InlineData(Passt + "<route address='10.0.0.0' prefix='8' gateway='10.0.0.2'/></interface></devices>", "must be default routes, with only a gateway")]
    [InlineData("<devices><hostdev type='usb'><source><address bus='1' port='2' device='3'/></source></hostdev></devices>", "both device id and port")]
    [InlineData("<devices><disk type='network'><source protocol='rbd' name='pool/ns/'/><target dev='vda'/></disk></devices>", "failed to split path 'pool/ns/'")]
    [InlineData("<devices><controller type='sata' index='1'><driver ioeventfd='on'/></controller></devices>",
        "'ioeventfd' is only supported by virtio-scsi and nvme controllers")]
    public void What_12_8_refuses(string sections, string reason) =>
        Should.Throw<DomainException>(() => VersionGuest.Stored("12.8", sections)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("9.0", "<cachetune vcpus='0'><cache id='0' level='3' type='both' size='3' unit='MiB'/></cachetune>")]
    [InlineData("11.3", "<memorytune vcpus='0'><node id='0' bandwidth='50'/></memorytune>")]
    [InlineData("12.8", "<energytune vcpus='0'><monitor vcpus='0'/></energytune>")]
    public void Resources_of_the_host_are_shared_out_to_KVM_only(string version, string tune) => Should.Throw<DomainException>(() => Translation.Complete(
        SmallGuest.Context($"<vcpu>1</vcpu><cputune>{tune}</cputune>", "q35", type: "qemu", settings: new Settings { Rules = Compatibility.Of(version) })))
            .Message.ShouldBe("cachetune is only supported for KVM domains");

    [Theory]
    [InlineData("<loader type='rom' format='qcow2'>/rom</loader>", "Invalid format 'qcow2' for ROM loader type")]
    [InlineData("<loader format='qcow2'>/rom</loader>", "Invalid format 'qcow2' for ROM loader type")]
    public void A_ROM_is_raw(string os, string reason)
    {
        Should.NotThrow(() => VersionGuest.Stored("11.10", "", os: os));
        Should.Throw<DomainException>(() => VersionGuest.Stored("12.0", "", os: os)).Message.ShouldContain(reason);
    }
}
