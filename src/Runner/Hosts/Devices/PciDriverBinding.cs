namespace VirshLite.Runner.Hosts.Devices;

/// <summary>Takes a PCI device from the host's driver and gives it back, through driver_override (startup.md 3, step 24).</summary>
internal static class PciDriverBinding
{
    /// <param name="host">The host.</param>
    /// <param name="device">A device that is there.</param>
    /// <param name="driver">vfio-pci or a variant.</param>
    /// <param name="noteFormer">Told the driver before (empty where there was none) before the first step, so that the way back can be noted.</param>
    /// <param name="whileUnbound">Done while no driver has the device.</param>
    /// <exception cref="GuestException">The device did not get the driver.</exception>
    public static void Bind(DeviceHost host, HostPciFunction device, string driver, Action<string> noteFormer, Action whileUnbound)
    {
        string? former = device.Driver;
        LoadDriver(host, driver, device.Address);
        noteFormer(former ?? "");
        host.Write(device.Directory + "/driver_override", driver);
        if (former is not null)
        {
            host.Write(device.Directory + "/driver/unbind", device.Address);
        }

        whileUnbound();
        host.Write("/sys/bus/pci/drivers_probe", device.Address);
        if (device.Driver != driver)
        {
            throw new GuestException(
                $"internal error: PCI device {device.Address} did not get the driver {driver}: {device.Driver ?? "no driver"} has it; see dmesg for the "
                + "kernel's reason");
        }
    }

    /// <summary>The way back from any point of <see cref="Bind"/>. A device that had no driver is left without one; one that is gone needs nothing.</summary>
    public static void GiveBack(DeviceHost host, string address, string given, string former)
    {
        var device = new HostPciFunction(host, address);
        if (!device.Exists)
        {
            return;
        }

        host.Write(device.Directory + "/driver_override", "\n");
        if (device.Driver == given)
        {
            host.Write(device.Directory + "/driver/unbind", address);
        }

        if (former.Length == 0 || device.Driver == former)
        {
            return;
        }

        string bind = $"/sys/bus/pci/drivers/{former}/bind";
        host.Write(host.Files.Exists(bind) ? bind : "/sys/bus/pci/drivers_probe", address);
    }

    private static void LoadDriver(DeviceHost host, string driver, string address)
    {
        string directory = "/sys/bus/pci/drivers/" + driver;
        if (!host.Files.Exists(directory))
        {
            host.TryRun("modprobe", driver);
            if (!host.Files.Exists(directory))
            {
                throw new GuestException(
                    $"internal error: the kernel has no PCI driver {driver}, which {address} needs, and 'modprobe {driver}' does not bring it");
            }
        }
    }
}
