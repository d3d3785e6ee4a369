using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about host devices that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class HostDeviceMeasuredSpecs
{
    [Theory]
    [InlineData(
        "<devices><hostdev mode='subsystem' type='pci'><source/></hostdev></devices>",
        "<address domain='0x0000' bus='0x00' slot='0x00' function='0x0'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData(
        "<devices><disk type='block'><source dev='/a'/><target dev='vda'/></disk>"
            + "<hostdev mode='subsystem' type='usb'><source><address bus='1' device='2'/></source><readonly/></hostdev></devices>",
        "<readonly/>")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);
}
