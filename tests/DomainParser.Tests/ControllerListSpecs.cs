using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Tests;

/// <summary>The order of controllers (addresses.md 1.2).</summary>
public class ControllerListSpecs
{
    [Fact]
    public void Types_stay_together_each_in_index_order()
    {
        List<Controller> controllers = Read(
            "<controller type='scsi' index='1'/><controller type='usb' index='0'/><controller type='scsi' index='0'/><controller type='scsi' index='3'/>");
        controllers.Select(c => (c.Type, c.Index)).ShouldBe(
            [(ControllerType.Scsi, 0u), (ControllerType.Scsi, 1u), (ControllerType.Scsi, 3u), (ControllerType.Usb, 0u)]);
    }

    [Fact]
    public void An_ehci_goes_before_its_companions() =>
        Read("<controller type='usb' index='0' model='ich9-uhci1'/><controller type='usb' index='0' model='ich9-ehci1'/>")
            .Select(c => c.Model).ShouldBe([ControllerModel.Ich9Ehci1, ControllerModel.Ich9Uhci1]);

    [Fact]
    public void One_without_an_index_goes_behind_the_last_of_its_type() =>
        Read("<controller type='scsi' index='5'/><controller type='scsi'/><controller type='ide' index='0'/>")
            .Select(c => c.Index).ShouldBe([5u, null, 0u]);

    [Theory]
    [InlineData("<controller type='usb' model='virtio-scsi'/>", "Unknown model type 'virtio-scsi'")]
    [InlineData("<controller type='pci' index='0' model='pci-root'><address type='pci' slot='1'/></controller>", "should not have an address")]
    [InlineData("<controller type='pci' index='1' model='pci-bridge'><target chassisNr='1'/><target chassisNr='2'/></controller>", "only one <target>")]
    [InlineData("<controller type='scsi' index='-1'/>", "'index'")]
    public void What_cannot_be_is_refused(string xml, string message) =>
        Should.Throw<DomainException>(() => Read(xml)).Message.ShouldContain(message);

    private static List<Controller> Read(string xml) =>
        DomainReader.Read($"<domain type='kvm'><name>g</name><memory>1</memory><os><type>hvm</type></os><devices>{xml}</devices></domain>").Controllers;
}
