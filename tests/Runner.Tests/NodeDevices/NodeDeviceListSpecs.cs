using VirshLite.DomainParser;
using VirshLite.Runner.NodeDevices;
using VirshLite.Runner.Tests.Passthrough;

namespace VirshLite.Runner.Tests.NodeDevices;

/// <summary>The devices of a host, with libvirt's names and XML (live-changes.md 15, measured.md 9).</summary>
public sealed class NodeDeviceListSpecs : IDisposable
{
    private const string Card = "/sys/devices/pci0000:00/0000:00:03.0";

    private readonly MadeUpHost host = new();

    public NodeDeviceListSpecs()
    {
        Put("class", "0x020000");
        Put("vendor", "0x1af4");
        Put("device", "0x1041");
        Put("sriov_totalvfs", "7");
        host.Link("/sys/bus/pci/devices/0000:00:03.0", "../../../devices/pci0000:00/0000:00:03.0");
        host.Link(Card + "/driver", "../../../bus/pci/drivers/virtio-pci");
        host.Link(Card + "/iommu_group", "../../../kernel/iommu_groups/4");
        host.Put("/sys/kernel/iommu_groups/4/devices/0000:00:03.0");
        Put("virtio2/net/eth0/address", "02:fc:00:00:00:01");
        Put("virtio2/net/eth0/operstate", "up");
        Put("virtio2/net/eth0/speed", "1000");
        host.Link("/sys/class/net/eth0", "../../devices/pci0000:00/0000:00:03.0/virtio2/net/eth0");
        host.Put("/etc/mdevctl.d/0000:00:03.0/11111111-2222-3333-4444-555555555555", """{"mdev_type":"i915","start":"auto","attrs":[{"assign":"5"}]}""");

        void Put(string path, string text) => host.Put($"{Card}/{path}", text + "\n");
    }

    private NodeDeviceList Devices => new(host);

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_PCI_device_tells_its_driver_functions_and_group() => NodeDeviceText.Xml(Devices.Get("pci_0000_00_03_0")).ShouldBe("""
        <device>
          <name>pci_0000_00_03_0</name>
          <path>/sys/devices/pci0000:00/0000:00:03.0</path>
          <parent>computer</parent>
          <driver>
            <name>virtio-pci</name>
          </driver>
          <capability type='pci'>
            <class>0x020000</class>
            <domain>0</domain>
            <bus>0</bus>
            <slot>3</slot>
            <function>0</function>
            <product id='0x1041'/>
            <vendor id='0x1af4'/>
            <capability type='virt_functions' maxCount='7'/>
            <iommuGroup number='4'>
              <address domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
            </iommuGroup>
          </capability>
        </device>

        """);

    [Fact]
    public void An_interface_is_named_with_its_address_and_stands_below_its_card()
    {
        NodeDevice nic = Devices.Get("net_eth0_02_fc_00_00_00_01");

        nic.Parent.ShouldBe("pci_0000_00_03_0");
        NodeDeviceText.Xml(nic).ShouldContain("    <link speed='1000' state='up'/>\n    <capability type='80203'/>\n");
    }

    [Fact]
    public void The_tree_ends_a_group_whose_last_one_has_no_parts_with_a_line_of_blanks() => NodeDeviceText.Tree(Devices.All()).ShouldBe(
        "computer\n  |\n  +- pci_0000_00_03_0\n      |\n      +- net_eth0_02_fc_00_00_00_01\n        \n");

    [Fact]
    public void A_mediated_device_that_mdevctl_keeps_is_there_though_not_active()
    {
        NodeDevice device = Devices.Get("mdev_11111111_2222_3333_4444_555555555555_0000_00_03_0");

        (device.IsActive, device.IsPersistent, device.Autostart, device.Parent).ShouldBe((false, true, true, "pci_0000_00_03_0"));
        NodeDeviceText.Xml(device).ShouldContain("<iommuGroup number='0'/>\n    <attr name='assign' value='5'/>\n");
    }

    [Fact]
    public void What_is_not_there_is_refused_in_virsh_s_words() => Should.Throw<DomainException>(() => Devices.Get("foo")).Message
        .ShouldBe("Could not find matching device 'foo'\nerror: Node device not found: no node device with matching name 'foo'");

    [Fact]
    public void A_mediated_device_is_made_by_mdevctl()
    {
        MediatedRequest request = MediatedRequest.Read("""
            <device><parent>pci_0000_00_03_0</parent>
            <capability type='mdev'><type id='i915'/><uuid>11111111-2222-3333-4444-555555555556</uuid></capability></device>
            """);

        new MediatedDevices(host).Define(request).ShouldBe("mdev_11111111_2222_3333_4444_555555555556_0000_00_03_0");

        host.Commands.ShouldHaveSingleItem().ShouldBe(
            "mdevctl define --parent=0000:00:03.0 --uuid=11111111-2222-3333-4444-555555555556 --jsonfile=/dev/stdin"
            + " < {\"mdev_type\":\"i915\",\"start\":\"manual\",\"attrs\":[]}");
    }

    [Fact]
    public void Only_mediated_devices_can_be_made() =>
        Should.Throw<DomainException>(() => MediatedRequest.Read("<device><capability type='pci'/></device>")).Message.ShouldBe("Unsupported device type");

    [Fact]
    public void A_device_comes_and_goes()
    {
        var changes = new NodeDeviceChanges(Devices);
        Directory.Delete(host.Root + "/etc/mdevctl.d/0000:00:03.0", recursive: true);
        File.Delete(host.Root + "/sys/class/net/eth0");

        changes.Next().ShouldBe([("mdev_11111111_2222_3333_4444_555555555555_0000_00_03_0", "Undefined"), ("net_eth0_02_fc_00_00_00_01", "Deleted")]);
    }
}
