using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Tests.Addresses;

namespace VirshLite.Translator.Tests.Architectures;

/// <summary>Rules of the architectures besides x86 that no document tells: what mutated domains showed beside libvirt 11.3.</summary>
public class MeasuredArchSpecs
{
    private const string Growing = "<maxMemory slots='4' unit='GiB'>8</maxMemory>";
    private const string Nodes = "<cpu><numa><cell id='0' cpus='0' memory='1' unit='GiB'/></numa></cpu>";

    [Theory]
    [InlineData("ppc64", "<controller type='usb'><address type='spapr-vio'/></controller>", "<address type='spapr-vio' reg='0x00002000'/>")]
    [InlineData(
        "ppc64", "<controller type='virtio-serial'><address type='spapr-vio'/></controller><controller type='scsi' model='ibmvscsi'/>",
        "<controller type='scsi' index='0' model='ibmvscsi'>\n      <address type='spapr-vio' reg='0x00003000'/>")]
    [InlineData("aarch64", "<controller type='usb' model='qemu-xhci'/><hub type='usb'><address type='isa'/></hub>",
        "<hub type='usb'>\n      <address type='usb' bus='0' port='1'/>")]
    [InlineData("aarch64", "<tpm model='tpm-tis'><backend type='emulator'/><address type='spapr-vio'/></tpm>", "<address type='spapr-vio' reg='0x00004000'/>")]
    public void Places_that_libvirt_gives_out_whatever_the_device(string arch, string devices, string expected) =>
        ArchGuest.Stored(arch, $"<devices>{devices}</devices>").ShouldContain(expected);

    [Theory]
    [InlineData("ppc64", "<features><cfpc/><sbbc/><ibs/></features>", "<features>")]
    [InlineData("riscv64", "<features><aia/></features>", "aia")]
    [InlineData("s390x", "<features><capabilities/></features>", "capabilities")]
    public void A_feature_without_its_value_says_nothing(string arch, string sections, string forgotten) =>
        ArchGuest.Stored(arch, sections).ShouldNotContain(forgotten);

    [Theory]
    [InlineData("tsc")]
    [InlineData("kvmclock")]
    [InlineData("hypervclock")]
    [InlineData("hpet")]
    public void An_x86_timer_elsewhere_is_refused_only_where_it_shall_be_present(string timer)
    {
        ArchGuest.Stored("s390x", $"<clock offset='utc'><timer name='{timer}'/></clock>").ShouldContain($"<timer name='{timer}'/>");
        Should.Throw<DomainException>(() => ArchGuest.Stored("s390x", $"<clock offset='utc'><timer name='{timer}' present='yes'/></clock>"))
            .Message.ShouldContain($"Configuring the '{timer}' timer is not supported");
    }

    [Theory]
    [InlineData("s390x", Growing
        + "<devices><memory model='virtio-mem'><target><size unit='MiB'>512</size><node>0</node><block unit='MiB'>2</block></target></memory></devices>",
        "no NUMA nodes")]
    [InlineData("aarch64", Growing + Nodes
        + "<devices><memory model='virtio-mem'><target><size unit='MiB'>512</size><node>0</node><block unit='MiB'>1</block></target></memory></devices>",
        "at least 2048KiB")]
    [InlineData("ppc64", Growing + Nodes
        + "<devices><memory model='nvdimm'><source><path>/n</path></source><target><size unit='MiB'>512</size><node>0</node></target></memory></devices>",
        "label size is required")]
    [InlineData("ppc64", Growing + Nodes
        + "<devices><memory model='virtio-pmem' discard='yes'><source><path>/n</path></source><target><size unit='MiB'>512</size></target></memory></devices>",
        "discard is not supported")]
    [InlineData(
        "ppc64", Growing + Nodes
            + "<devices><memory model='dimm'><target><size unit='MiB'>256</size><node>0</node></target><address type='dimm' slot='1'/></memory>"
        + "<memory model='dimm'><target><size unit='MiB'>256</size><node>0</node></target><address type='dimm' slot='1'/></memory></devices>",
            "slot '1' is already being used")]
    [InlineData("ppc64", "<devices><serial type='pty'/><console type='pty'><target type='serial'/><address type='ccw'/></console></devices>", "CCW addresses")]
    [InlineData("s390x", "<devices><serial type='pty'/><console type='pty'><target type='serial'/><address type='unassigned'/></console></devices>",
        "'unassigned'")]
    [InlineData("ppc", "<devices><serial type='pty'><target><model name='sclplmconsole'/></target></serial></devices>",
        "'sclplmconsole' requires a target type")]
    [InlineData("aarch64", "<devices><controller type='scsi' model='buslogic'/></devices>", "Unsupported controller model")]
    [InlineData("ppc", "<cpu check='none'/>", "check attribute specified for CPU with no model")]
    [InlineData("s390x", "<clock><timer name='pit' tickpolicy='catchup'/></clock>", "unsupported pit tickpolicy 'catchup'")]
    [InlineData(
        "aarch64", "<devices><rng model='virtio'><backend model='random'/><address type='virtio-mmio'/></rng><hostdev mode='subsystem' type='scsi_host'>"
        + "<source protocol='vhost' wwpn='naa.5123456789abcde0'/></hostdev></devices>", "'pci' or 'ccw' address type")]
    [InlineData("ppc64", "<devices><console type='pty'><address type='virtio-serial' port='2'/></console></devices>", "virtio serial controller 0 is missing")]
    [InlineData("s390x", "<devices><panic model='pseries'/></devices>", "only pSeries guests")]
    [InlineData("s390x", "<features><aia value='aplic'/></features>", "aia feature is only supported with RISC-V Virt machines")]
    public void What_cannot_be_is_refused_when_it_is_defined(string arch, string sections, string reason) =>
        Should.Throw<DomainException>(() => ArchGuest.Completed(arch, sections)).Message.ShouldContain(reason);

    [Fact]
    public void A_guest_of_another_architecture_has_no_host_CPU_to_be_checked_against()
    {
        ArchGuest.Text("aarch64", "<cpu check='partial'><model>basic</model></cpu>").ShouldContain("-cpu basic ");
        Should.Throw<DomainException>(() => ArchGuest.Text("aarch64", "<cpu check='partial'><model>other</model></cpu>"))
            .Message.ShouldContain("unknown host CPU");
    }

    [Fact]
    public void The_host_device_0000_00_00_0_is_one_that_is_not_known_yet()
    {
        Domain domain = ArchGuest.Completed("riscv64", "<devices><hostdev mode='subsystem' type='pci'><source/></hostdev></devices>");

        domain.Controllers.ShouldNotContain(c => c.Model == ControllerModel.PcieToPciBridge);
        CompletedDomain.Place(domain.Hostdevs[0]).ShouldBe("1:0.0");
    }

    [Theory]
    [InlineData("<controller type='usb' model='qemu-xhci'><address type='usb'/></controller>", "\"bus\":\"usb.0\",\"port\":\"\"}")]
    [InlineData("<tpm model='tpm-tis'><backend type='emulator'/><address type='isa'/></tpm>", "\"id\":\"tpm0\",\"iobase\":0}")]
    public void An_address_that_makes_no_sense_is_passed_on(string devices, string expected) =>
        ArchGuest.Text("aarch64", $"<devices>{devices}</devices>").ShouldContain(expected);

    [Fact]
    public void A_USB_controller_that_is_none_keeps_its_options_and_no_place() =>
        ArchGuest.Stored("aarch64",
            "<devices><controller type='usb' model='none' ports='2'><driver iommu='on'/><master startport='1'/><address type='pci' "
            + "slot='3'/></controller></devices>")
            .ShouldContain("<controller type='usb' index='0' model='none' ports='2'>\n      <driver iommu='on'/>\n    </controller>");

    [Fact]
    public void A_SCSI_controller_that_QEMU_may_lack_is_passed_on() =>
        ArchGuest.Text("s390x", "<devices><controller type='scsi' model='am53c974'/></devices>").ShouldContain("{\"driver\":\"am53c974\",\"id\":\"scsi0\",");

    [Theory]
    [InlineData("<controller type='pci' index='1' model='pcie-root-port'/>", "none is available")]
    [InlineData("<controller type='pci' index='1' model='pci-bridge'/>", "Required option 'modelName' is not set")]
    [InlineData("<panic model='pvpanic'/>", "pvpanic is supported only with PCI address type")]
    public void A_machine_without_PCI_has_no_place_for_PCI_devices(string device, string reason) =>
        Should.Throw<DomainException>(() => ArchGuest.Completed("armv7l", $"<devices>{device}</devices>", "vexpress-a9")).Message.ShouldContain(reason);

    [Theory]
    [InlineData("<address type='pci' bus='5' slot='0'/>", ControllerModel.PcieRootPort)]
    [InlineData("", ControllerModel.PcieToPciBridge)]
    public void A_SCSI_host_device_counts_as_PCI_Express_where_its_place_is_given(string address, ControllerModel bus)
    {
        Domain domain = ArchGuest.Completed(
            "aarch64", "<devices><hostdev mode='subsystem' type='scsi_host' model='virtio-transitional'><source protocol='vhost' "
            + $"wwpn='naa.5123456789abcde0'/>{address}</hostdev></devices>");

        uint at = ((PciAddress)domain.Hostdevs[0].Address!).Bus;
        domain.Controllers.Single(c => c.Type == ControllerType.Pci && c.Index == at).Model.ShouldBe(bus);
    }

    [Fact]
    public void What_only_virtiofsd_has_means_nothing_for_9p() =>
        ArchGuest.Stored("s390x", "<devices><filesystem><source dir='/a'/><target dir='t'/><binary path='/v'/></filesystem></devices>")
            .ShouldNotContain("<binary");
}
