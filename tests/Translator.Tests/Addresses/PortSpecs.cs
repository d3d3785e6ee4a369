using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Tests.Addresses;

/// <summary>USB ports and hubs, virtio-serial ports, drive places (addresses.md 4).</summary>
public class PortSpecs
{
    [Fact]
    public void Hubs_are_added_where_a_controller_has_too_few_ports()
    {
        Domain domain = CompletedDomain.Of("pc", string.Concat(Enumerable.Repeat("<input type='tablet' bus='usb'/>", 20)));

        domain.Hubs.Select(Port).ShouldBe(["1", "2", "1.1"]);
        string[] ports = [.. domain.Inputs.Where(i => i.Bus == InputBus.Usb).Select(Port)];
        ports[..7].ShouldBe(["1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8"]);
        ports[7].ShouldBe("1.1.1");
        ports[15..].ShouldBe(["2.1", "2.2", "2.3", "2.4", "2.5"]);
    }

    [Fact]
    public void An_existing_definition_without_ports_stays_as_it_is()
    {
        Domain domain = CompletedDomain.Of("pc", "<input type='tablet' bus='usb'/>", abiUpdate: false);
        domain.Inputs[0].Address.ShouldBeNull();
    }

    [Theory]
    [InlineData("<address type='usb' bus='3' port='1'/>", "USB bus 3")]
    [InlineData("<address type='usb' bus='0' port='1.2'/>", "there is no hub at port 1")]
    [InlineData("<address type='usb' bus='0' port='9'/>", "requested USB port 9 not present on USB bus 0")]
    public void Ports_that_are_not_there_are_refused(string address, string message) =>
        Should.Throw<DomainException>(() => CompletedDomain.Of("pc", $"<input type='tablet' bus='usb'>{address}</input>")).Message.ShouldContain(message);

    [Fact]
    public void Usb_devices_are_refused_where_usb_is_switched_off() =>
        Should.Throw<DomainException>(() => CompletedDomain.Of("pc", "<controller type='usb' model='none'/><input type='tablet' bus='usb'/>"))
            .Message.ShouldContain("USB");

    [Fact]
    public void A_full_virtio_serial_controller_brings_another()
    {
        const string channel = "<channel type='unix'><target type='virtio' name='{0}'/></channel>";
        Domain domain = CompletedDomain.Of(
            "pc", "<controller type='virtio-serial' index='0' ports='3'/>" + string.Concat(Enumerable.Range(0, 3).Select(i => string.Format(channel, i))));

        domain.Channels.Select(c => (VirtioSerialAddress)c.Address!).Select(a => (a.Controller, a.Port)).ShouldBe([(0u, 1u), (0u, 2u), (1u, 1u)]);
        domain.Controllers.Count(c => c.Type == ControllerType.VirtioSerial).ShouldBe(2);
    }

    [Fact]
    public void Disk_names_give_places_and_places_give_controllers()
    {
        const string disk = "<disk type='file' device='disk'><source file='/{0}'/><target dev='{0}' bus='{1}'/></disk>";
        Domain domain = CompletedDomain.Of("q35", string.Format(disk, "sdh", "scsi") + string.Format(disk, "sdg", "sata"));

        Drive(domain.Disks[0]).ShouldBe("1-0-0-0");
        Drive(domain.Disks[1]).ShouldBe("1-0-0-0");
        domain.Controllers.Count(c => c is { Type: ControllerType.Scsi, Model: ControllerModel.LsiLogic }).ShouldBe(2);
        domain.Controllers.Count(c => c.Type == ControllerType.Sata).ShouldBe(2);
    }

    private static string Port(Device device) => string.Join('.', ((UsbAddress)device.Address!).Port);

    private static string Drive(Disk disk)
    {
        var address = (DriveAddress)disk.Address!;
        return $"{address.Controller}-{address.Bus}-{address.Target}-{address.Unit}";
    }
}
