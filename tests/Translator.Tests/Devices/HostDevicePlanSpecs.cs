using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>What a plan tells the runner about host devices.</summary>
public class HostDevicePlanSpecs
{
    private const string Function = "<source><address type='pci' domain='0' bus='3' slot='0x10' function='2'/></source>";

    [Fact]
    public void PCI_devices_are_planned_with_their_drivers_even_where_the_guest_does_not_see_them()
    {
        const string Source = "<source><address domain='0x0001' bus='0x2a' slot='0x1f' function='7'/></source>";
        DeviceGuest.Plan(
            $"<hostdev mode='subsystem' type='pci' managed='yes'><driver name='vfio' model='mlx5_vfio_pci'/>{Source}<address type='unassigned'/></hostdev>")
            .HostDevices.ShouldBe([new PlannedPciDevice("hostdev0", "0001:2a:1f.7", true) { Driver = "mlx5_vfio_pci" }]);
        DeviceGuest.Plan($"<hostdev mode='subsystem' type='pci'>{Source}</hostdev>")
            .HostDevices.ShouldBe([new PlannedPciDevice("hostdev0", "0001:2a:1f.7", false)]);
    }

    [Fact]
    public void An_interface_of_type_hostdev_brings_address_and_tag_for_its_virtual_function() =>
        DeviceGuest.Plan($"<interface type='hostdev' managed='yes'><mac address='52:54:00:11:22:33'/>{Function}<vlan><tag id='42'/></vlan></interface>")
            .HostDevices.ShouldBe([new PlannedPciDevice("hostdev0", "0000:03:10.2", true) { VirtualFunction = new("52:54:00:11:22:33", 42) }]);

    [Theory]
    [InlineData("<vlan trunk='yes'><tag id='1'/><tag id='2'/></vlan>")]
    [InlineData("<virtualport type='802.1Qbh'><parameters profileid='x'/></virtualport>")]
    public void What_a_virtual_function_cannot_be_given_is_refused_at_a_start_only(string setting)
    {
        string xml = $"<interface type='hostdev' managed='yes'><mac address='52:54:00:11:22:33'/>{Function}{setting}</interface>";

        DeviceGuest.Plan(xml).HostDevices.Count.ShouldBe(1);
        Should.Throw<DomainException>(() => DeviceGuest.Plan(xml, options: new TranslationOptions { ForStart = true })).Kind.ShouldBe(RefusalKind.Unsupported);
    }

    [Fact]
    public void Namespaces_of_an_NVMe_controller_share_it()
    {
        const string Disk =
            "<disk type='nvme' device='disk'><driver name='qemu' type='raw'/><source type='pci' namespace='{0}'><address domain='0' bus='1' slot='0' "
            + "function='0'/></source><target dev='vd{1}' bus='virtio'/></disk>";
        string disks = Disk.Replace("{0}", "1", StringComparison.Ordinal).Replace("{1}", "a", StringComparison.Ordinal)
            + Disk.Replace("{0}", "2", StringComparison.Ordinal).Replace("{1}", "b", StringComparison.Ordinal);

        DeviceGuest.Plan(disks).HostDevices.ShouldBe([new PlannedPciDevice("disk vda", "0000:01:00.0", true)]);
    }

    [Fact]
    public void USB_and_mediated_devices_and_targets_are_planned_in_their_order() =>
        DeviceGuest.Plan("""
            <hostdev mode='subsystem' type='usb'><source><address bus='1' device='9'/></source></hostdev>
            <hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/></source></hostdev>
            <hostdev mode='subsystem' type='scsi_host'><source protocol='vhost' wwpn='naa.5123456789abcde0'/></hostdev>
            """).HostDevices.ShouldBe(
            [
                new PlannedUsbDevice("hostdev0", 1, 9),
                new PlannedMediatedDevice("hostdev1", Guid.Parse("c2177883-f1bb-47f0-914d-32a22e3a8804")),
                new PlannedVhostScsiTarget("hostdev2", "naa.5123456789abcde0"),
            ]);

    [Fact]
    public void Nodes_that_QEMU_opens_by_itself_are_named() =>
        DeviceGuest.Plan(
            "<input type='evdev'><source dev='/dev/input/event3'/></input><graphics type='egl-headless'><gl rendernode='/dev/dri/renderD128'/></graphics>")
            .Requirements.Where(r => r.Access == HostAccess.Node).Select(r => r.Path).ShouldBe(["/dev/input/event3", "/dev/dri/renderD128"]);
}
