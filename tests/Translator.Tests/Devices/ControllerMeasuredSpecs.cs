using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about controllers that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class ControllerMeasuredSpecs
{
    [Theory]
    [InlineData(
        "<devices><controller type='usb' index='0' model='none'><alias name='ua-x'/></controller></devices>",
        "<controller type='usb' index='0' model='none'/>")]
    [InlineData("<devices><controller type='sata' index='0'><master/></controller></devices>", "<master startport='0'/>")]
    [InlineData("<devices><controller type='sata' index='0'><driver iommu='on'/></controller></devices>", "<driver iommu='on'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData(
        "<devices><controller type='pci' index='1' model='pcie-root-port'><pcihole64 unit='GiB'>1</pcihole64></controller></devices>",
        "<pcihole64")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);

    [Fact]
    public void A_chipset_controller_without_a_PCI_address_stands_in_its_place() =>
        DeviceGuest.Text("<controller type='usb' index='0' model='piix3-uhci'><address type='virtio-mmio'/></controller>")
            .ShouldContain("{\"driver\":\"piix3-usb-uhci\",\"id\":\"usb\",\"bus\":\"pci.0\",\"addr\":\"0x1.0x2\"}");
}
