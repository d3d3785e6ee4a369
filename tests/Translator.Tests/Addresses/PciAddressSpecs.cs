using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Addresses;

/// <summary>Where PCI devices come to sit (addresses.md 2).</summary>
public class PciAddressSpecs
{
    private const string Nic = "<interface type='user'><model type='virtio'/></interface>";

    [Fact]
    public void On_i440fx_the_chipset_keeps_slot_1_and_the_first_video_gets_slot_2()
    {
        Domain domain = CompletedDomain.Of("pc", Nic + "<graphics type='vnc'/><video><model type='vga'/></video>");

        CompletedDomain.Place(domain.Videos[0]).ShouldBe("0:2.0");
        CompletedDomain.Place(domain.Interfaces[0]).ShouldBe("0:3.0");
        CompletedDomain.Place(domain.Controllers.Single(c => c.Type == ControllerType.Usb)).ShouldBe("0:1.2");
        CompletedDomain.Place(domain.Memballoon!).ShouldBe("0:4.0");
    }

    [Fact]
    public void Without_a_video_slot_2_goes_to_the_first_device()
    {
        Domain domain = CompletedDomain.Of("pc", Nic);
        CompletedDomain.Place(domain.Interfaces[0]).ShouldBe("0:2.0");
    }

    [Fact]
    public void A_full_bus_gets_bridges_that_come_before_everything_else()
    {
        string disks = string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"<disk type='file' device='disk'><source file='/d{i}'/><target dev='vd{(i < 26 ? "" : "a")}{(char)('a' + (i % 26))}' bus='virtio'/></disk>"));
        Domain domain = CompletedDomain.Of("pc", disks);

        Controller bridge = domain.Controllers.Single(c => c.Model == ControllerModel.PciBridge);
        CompletedDomain.Place(bridge).ShouldBe("0:2.0");
        bridge.Pci.ModelName.ShouldBe(PciModelName.PciBridge);
        bridge.Pci.ChassisNr.ShouldBe(1);
        CompletedDomain.Place(domain.Disks[28]).ShouldBe("0:1f.0");
        CompletedDomain.Place(domain.Disks[29]).ShouldBe("1:1.0");
    }

    [Fact]
    public void On_q35_each_device_gets_a_root_port_and_one_port_stays_free()
    {
        Domain domain = CompletedDomain.Of("q35", Nic);
        Controller[] ports = [.. domain.Controllers.Where(c => c.Model == ControllerModel.PcieRootPort)];

        // network card, USB controller, balloon, and one to spare
        ports.Select(CompletedDomain.Place).ShouldBe(["0:1.0", "0:1.1", "0:1.2", "0:1.3"]);
        ports.Select(p => p.Pci.Port).ShouldBe([8, 9, 10, 11]);
        ports.Select(p => ((PciAddress)p.Address!).Multifunction).ShouldBe([true, null, null, null]);
        CompletedDomain.Place(domain.Interfaces[0]).ShouldBe("1:0.0");
        CompletedDomain.Place(domain.Memballoon!).ShouldBe("3:0.0");
    }

    [Fact]
    public void A_port_written_out_means_that_no_spare_one_is_added()
    {
        Domain domain = CompletedDomain.Of("q35", "<controller type='pci' index='1' model='pcie-root-port'/><memballoon model='none'/>" + Nic);
        domain.Controllers.Count(c => c.Model == ControllerModel.PcieRootPort).ShouldBe(2);
    }

    [Fact]
    public void A_conventional_card_brings_a_bridge_that_sits_on_the_lowest_empty_port()
    {
        Domain domain = CompletedDomain.Of("q35", "<interface type='user'><model type='rtl8139'/></interface><memballoon model='none'/>");

        Controller bridge = domain.Controllers.Single(c => c.Model == ControllerModel.PcieToPciBridge);
        CompletedDomain.Place(bridge).ShouldBe("1:0.0");
        CompletedDomain.Place(domain.Interfaces[0]).ShouldBe($"{bridge.Index:x}:1.0");
    }

    [Fact]
    public void A_primary_video_off_its_own_slot_is_counted_twice_in_the_trial_run()
    {
        const string channel = "<controller type='virtio-serial' index='0'><address type='pci' bus='0' slot='1'/></controller>";
        Domain domain = CompletedDomain.Of(
            "q35", channel + "<graphics type='vnc'/><video><model type='virtio'/></video><memballoon model='none'/>");

        // video twice, USB, one to spare
        domain.Controllers.Count(c => c.Model == ControllerModel.PcieRootPort).ShouldBe(4);
        CompletedDomain.Place(domain.Videos[0]).ShouldBe("1:0.0");
    }

    [Fact]
    public void The_four_controllers_of_an_ehci_share_a_slot()
    {
        Domain domain = CompletedDomain.Of(
            "pc", string.Concat(new[] { "ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3" }.Select(m => $"<controller type='usb' model='{m}'/>")));
        Controller[] usb = [.. domain.Controllers.Where(c => c.Type == ControllerType.Usb)];

        usb.Select(CompletedDomain.Place).ShouldBe(["0:2.7", "0:2.0", "0:2.1", "0:2.2"]);
        usb.Select(c => c.MasterStartPort).ShouldBe([null, 0u, 2u, 4u]);
    }

    [Theory]
    [InlineData("pc", "<address type='pci' bus='0' slot='1' function='0'/>", "Attempted double use of PCI Address 0000:00:01.0")]
    [InlineData("pc", "<address type='pci' bus='0' slot='0' function='1'/>", null)]
    [InlineData("q35", "<address type='pci' domain='1' bus='0' slot='5'/>", "Only PCI domain 0 is available")]
    [InlineData("q35", "<address type='pci' bus='1' slot='5'/>", "slot must be <= 0")]
    public void Addresses_that_cannot_be_are_refused(string machine, string address, string? message)
    {
        string devices = $"<interface type='user'><model type='virtio'/>{address}</interface>";
        if (message is null)
        {
            CompletedDomain.Place(CompletedDomain.Of(machine, devices).Interfaces[0]).ShouldBe("0:2.0");
        }
        else
        {
            Should.Throw<DomainException>(() => CompletedDomain.Of(machine, devices)).Message.ShouldContain(message);
        }
    }

    [Fact]
    public void Completing_twice_changes_nothing()
    {
        TranslationContext context = CompletedDomain.Context("q35", Nic + "<channel type='unix'><target type='virtio' name='a'/></channel>", abiUpdate: true);
        Translation.Complete(context);
        string once = DomainWriter.Write(context.Domain);

        Domain again = DomainReader.Read(once);
        Translation.Complete(new TranslationContext(again, _ => context.Capabilities, context.Host, context.Settings, context.Options));
        DomainWriter.Write(again).ShouldBe(once);
    }
}
