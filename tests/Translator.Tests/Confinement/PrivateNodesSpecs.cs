using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>What stands in a guest's own /dev (confinement.md 6.1).</summary>
public class PrivateNodesSpecs
{
    private static readonly ConfinementSettings Usual = new();

    [Fact]
    public void A_plain_guest_has_the_nodes_of_the_setting_alone()
    {
        PrivateNodes.Of(DacLabelsSpecs.Read(""), Usual).ShouldBe(ConfinementSettings.UsualNodes);
        PrivateNodes.Of(DacLabelsSpecs.Read(""), Usual with { DeviceNodes = ["/dev/null"] }).ShouldBe(["/dev/null"]);
    }

    [Fact]
    public void Random_number_generators_and_vfio_devices_bring_theirs() =>
        PrivateNodes.Of(DacLabelsSpecs.Read("""
            <rng model='virtio'><backend model='random'>/dev/hwrng</backend></rng>
            <hostdev mode='subsystem' type='pci'><source><address domain='0' bus='1' slot='0' function='0'/></source></hostdev>
            """), Usual).Except(ConfinementSettings.UsualNodes).ShouldBe(["/dev/hwrng", "/dev/vfio/vfio"]);

    [Fact]
    public void A_sound_card_brings_the_hosts_only_where_it_plays_there()
    {
        PrivateNodes.Of(DacLabelsSpecs.Read("<sound model='ich9'/><audio id='1' type='alsa'/>"), Usual).ShouldContain("/dev/snd");
        PrivateNodes.Of(DacLabelsSpecs.Read("<sound model='ich9'/><audio id='1' type='none'/>"), Usual).ShouldNotContain("/dev/snd");
        PrivateNodes.Of(DacLabelsSpecs.Read("<audio id='1' type='alsa'/>"), Usual).ShouldNotContain("/dev/snd");
    }

    [Fact]
    public void A_plugged_in_device_is_named_by_itself_or_by_its_class_where_its_node_is_still_to_come()
    {
        AllowedDevices.SpecifierOf("/dev/vfio/12", _ => false).ShouldBe("char-vfio");
        AllowedDevices.SpecifierOf("/dev/bus/usb/001/002", _ => false).ShouldBe("char-usb_device");
        AllowedDevices.SpecifierOf("/dev/sdb", p => p == "/dev/sdb").ShouldBe("/dev/sdb");
        AllowedDevices.SpecifierOf("/srv/disk.img", p => p == "/dev/sdb").ShouldBeNull();
    }
}
