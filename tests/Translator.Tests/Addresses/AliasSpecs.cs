using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Tests.Addresses;

/// <summary>The names that devices get at the start (completion.md 7).</summary>
public class AliasSpecs
{
    [Fact]
    public void A_users_alias_takes_no_number_from_the_cards()
    {
        Domain domain = CompletedDomain.Started(
            "pc", "<interface type='user'><alias name='ua-first'/></interface><interface type='user'/><interface type='user'/>").Domain;
        domain.Interfaces.Select(n => n.Alias).ShouldBe(["ua-first", "net0", "net1"]);
    }

    [Fact]
    public void A_users_alias_takes_its_place_from_the_channels()
    {
        const string channel = "<channel type='pty'><target type='virtio' name='{0}'/>{1}</channel>";
        Domain domain = CompletedDomain.Started("pc", string.Format(channel, "a", "<alias name='ua-a'/>") + string.Format(channel, "b", "")).Domain;
        domain.Channels.Select(c => c.Alias).ShouldBe(["ua-a", "channel1"]);
    }

    [Fact]
    public void Controllers_are_named_by_type_and_index_but_for_the_built_in_ones()
    {
        Domain domain = CompletedDomain.Started("q35", "<controller type='scsi' model='virtio-scsi'/><controller type='sata' index='1'/>").Domain;
        domain.Controllers.Where(c => c.Model is null or ControllerModel.VirtioScsi or ControllerModel.PcieRoot or ControllerModel.QemuXhci)
            .Select(c => c.Alias).ShouldBe(["scsi0", "ide", "sata1", "usb", "pcie.0"], ignoreOrder: true);
    }

    [Fact]
    public void An_interface_that_is_a_host_device_is_named_as_one()
    {
        const string nic = "<interface type='hostdev'><source><address type='pci' bus='0x6' slot='0x12' function='0x1'/></source></interface>";
        Domain domain = CompletedDomain.Started("pc", nic + "<interface type='user'/>").Domain;
        domain.Interfaces.Select(n => n.Alias).ShouldBe(["hostdev0", "net0"]);
        domain.Hostdevs.Single().Alias.ShouldBe("hostdev0");
    }
}
