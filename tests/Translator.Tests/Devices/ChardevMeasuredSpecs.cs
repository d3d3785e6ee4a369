using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about character devices that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class ChardevMeasuredSpecs
{
    [Theory]
    [InlineData(
        "<devices><channel type='unix'><source mode='bind' path='/var/lib/libvirt/qemu/channel/target/copy.x'/><target type='virtio'/></channel></devices>",
        "<channel type='unix'>\n      <target type='virtio'/>")]
    [InlineData(
        "<devices><channel type='udp'><source service='1' host='a'/><source service='2' host='b'/><target type='virtio'/></channel></devices>",
        "<source mode='connect' host='a' service='1'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData("<devices><serial type='pty'><log append='off'/></serial></devices>", "<log")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);
}
