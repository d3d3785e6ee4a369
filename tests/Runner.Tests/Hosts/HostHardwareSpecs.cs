using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>Networks, PCI devices and SMBIOS of a made-up host.</summary>
public sealed class HostHardwareSpecs : IDisposable
{
    private readonly TemporaryDirectory root = new();
    private readonly IHostFacts host;

    public HostHardwareSpecs() => host = new LiveHostFacts(new Settings { ConfigDirectory = "/etc/virshlite" }, new HostFiles(root.Path));

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_network_with_a_bridge_is_active_where_the_bridge_is_there()
    {
        Define("default",
            "<forward mode='nat'/><bridge name='virbr0'/><ip address='192.168.122.1' netmask='255.255.255.0'><dhcp><range start='192.168.122.2' "
            + "end='192.168.122.9'/></dhcp></ip>");
        host.Network("default")!.IsActive.ShouldBeFalse();
        root.File("sys/class/net/virbr0/address", "");
        HostNetwork network = host.Network("default").ShouldNotBeNull();
        network.IsActive.ShouldBeTrue();
        network.Definition.Bridge.ShouldBe("virbr0");
        host.Network("other").ShouldBeNull();
    }

    [Fact]
    public void What_a_running_libvirt_says_goes_before_the_definition()
    {
        Define("isolated", "");
        root.File("run/libvirt/network/isolated.xml",
            "<networkstatus><network><name>isolated</name><bridge name='virbr7'/><ip address='10.7.0.1'/></network></networkstatus>");
        HostNetwork network = host.Network("isolated").ShouldNotBeNull();
        (network.IsActive, network.Definition.Bridge).ShouldBe((true, "virbr7"));
        host.NetworkAddress("isolated").ShouldBe("10.7.0.1");
    }

    [Fact]
    public void Devices_of_a_macvtap_network_are_counted_with_their_users()
    {
        Define("direct", "<forward mode='vepa'><interface dev='eth1'/><interface dev='eth2'/></forward>");
        root.File("sys/class/net/eth1/upper_macvtap0", "");
        root.File("sys/class/net/eth1/upper_macvtap3", "");
        root.File("sys/class/net/eth2/address", "");
        host.Network("direct")!.Devices.ShouldBe([("eth1", 2), ("eth2", 0)]);
    }

    [Fact]
    public void Virtual_functions_that_are_given_away_are_not_free()
    {
        Define("vfs", "<forward mode='hostdev' managed='yes'><pf dev='eth5'/></forward>");
        for (int i = 0; i < 11; i++)
        {
            Link($"sys/class/net/eth5/device/virtfn{i}", $"../0000:03:10.{i % 8}");
        }

        root.File("run/libvirt/network/vfs/ports/a.xml",
            "<networkport><plug type='hostdev-pci' managed='yes'><address domain='0x0000' bus='0x03' slot='0x10' function='0x1'/></plug></networkport>");
        root.File("run/libvirt/qemu/hostdevs/pci-0000:03:10.3", "other");
        IReadOnlyList<PciAddress> free = host.Network("vfs")!.FreeFunctions.ShouldNotBeNull();
        free.Take(3).Select(PciName.Of).ShouldBe(["0000:03:10.0", "0000:03:10.2", "0000:03:10.4"]);
    }

    [Fact]
    public void Pci_devices_are_told_apart_by_their_configuration()
    {
        Device("0000:00:1f.2", Config(express: false), "7");
        Device("0000:03:00.0", Config(express: true), null);
        Device("0000:04:00.0", new byte[64], null);
        host.PciDevice(new() { Slot = 0x1f, Function = 2 }).ShouldBe(new(true, 7));
        host.PciDevice(new() { Bus = 3 }).ShouldBe(new(false, null));
        host.PciDevice(new() { Bus = 4 }).ShouldBe(new(true, null));
        host.PciDevice(new() { Bus = 5 }).ShouldBeNull();
    }

    [Fact]
    public void Smbios_tables_are_read()
    {
        byte[] uuid = Guid.Parse("c7a5fdbd-edaf-9455-926a-d65c16db1809").ToByteArray();
        byte[] bios = [0, 0x18, 0, 0, 1, 2, 0, 0, 3, .. new byte[11], 4, 7, 0xff, 0xff];
        byte[] system = [1, 0x1b, 1, 0, 1, 2, 0, 3, .. uuid, 6, 4, 0];
        byte[] oem = [11, 5, 2, 0, 2];
        byte[] tables = [.. bios, .. "LENOVO\0 6FET82WW \u000001/02/2020\0\0"u8, .. system, .. "Maker\0Product\0 \0sku\0\0"u8, .. oem, .. "one\0two\0\0"u8,
            127, 4, 9, 0, 0, 0];
        Sysinfo sysinfo = HostSmbios.Parse(tables);
        (sysinfo.Bios!.Vendor, sysinfo.Bios.Version, sysinfo.Bios.Release).ShouldBe(("LENOVO", "6FET82WW", "4.7"));
        (sysinfo.System!.Manufacturer, sysinfo.System.Product, sysinfo.System.Version, sysinfo.System.Serial, sysinfo.System.Sku, sysinfo.System.Family)
            .ShouldBe(("Maker", "Product", null, null, "sku", null));
        sysinfo.System.Uuid.ShouldBe("c7a5fdbd-edaf-9455-926a-d65c16db1809");
        sysinfo.OemStrings.ShouldBe(["one", "two"]);
        host.Smbios.ShouldBeNull();
    }

    [Fact]
    public void Smbios_tables_that_are_nonsense_are_survived()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] data = new byte[random.Next(200)];
            random.NextBytes(data);
            HostSmbios.Parse(data);
        }
    }

    private static byte[] Config(bool express)
    {
        byte[] config = new byte[256];
        config[6] = 0x10;
        config[0x34] = 0x50;
        config[0x50] = 1;
        config[0x51] = 0x60;
        config[0x60] = (byte)(express ? 0x10 : 5);
        return config;
    }

    private void Define(string name, string content) => root.File($"etc/libvirt/qemu/networks/{name}.xml", $"<network><name>{name}</name>{content}</network>");

    private void Device(string address, byte[] config, string? group)
    {
        File.WriteAllBytes(root.File($"sys/bus/pci/devices/{address}/config", ""), config);
        if (group is not null)
        {
            Link($"sys/bus/pci/devices/{address}/iommu_group", "../../../kernel/iommu_groups/" + group);
        }
    }

    private void Link(string path, string target)
    {
        string full = Path.Combine(root.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
    }
}
