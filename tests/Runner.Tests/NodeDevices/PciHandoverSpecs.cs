using VirshLite.DomainParser;
using VirshLite.Runner.NodeDevices;
using VirshLite.Runner.Tests.Passthrough;

namespace VirshLite.Runner.Tests.NodeDevices;

/// <summary>PCI devices that are taken from the host, given back and reset by hand (live-changes.md 15).</summary>
public sealed class PciHandoverSpecs : IDisposable
{
    private const string Address = "0000:03:00.0";

    private readonly MadeUpHost host = new();

    public PciHandoverSpecs() => host.Device(Address, "e1000e", group: 1);

    private NodeDevice Device => new NodeDeviceList(host).Get("pci_0000_03_00_0");

    private PciHandover Handover => new(host, _ => null);

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_device_gets_the_driver_for_guests_and_the_host_s_again()
    {
        Handover.Detach(Device, null);
        host.DriverOf(Address).ShouldBe("vfio-pci");

        Handover.Detach(Device, "vfio");
        Handover.Reattach(Device);

        host.Written.ShouldContain("devices/0000:03:00.0/driver_override=");
        host.Written[^1].ShouldBe("drivers_probe=" + Address);
    }

    [Fact]
    public void One_that_a_guest_has_is_left_alone() =>
        Should.Throw<DomainException>(() => new PciHandover(host, _ => "web").Reattach(Device)).Message
            .ShouldBe("PCI device 0000:03:00.0 is in use by driver QEMU, domain web");

    [Fact]
    public void Without_an_IOMMU_there_is_no_assignment()
    {
        Directory.Delete(host.Root + "/sys/kernel/iommu_groups", recursive: true);

        Should.Throw<DomainException>(() => Handover.Detach(Device, null)).Message
            .ShouldBe("argument unsupported: VFIO device assignment is currently not supported on this system");
    }

    [Fact]
    public void A_device_without_a_reset_is_not_reset() => Should.Throw<DomainException>(() => Handover.Reset(Device)).Message
        .ShouldBe("Unable to reset PCI device 0000:03:00.0: no FLR, PM reset or bus reset available");
}
