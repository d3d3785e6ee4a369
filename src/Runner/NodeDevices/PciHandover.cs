using VirshLite.DomainParser;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Passthrough;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.NodeDevices;

/// <summary>
/// Takes a PCI device from the host's driver, so that a guest can have it without <c>managed='yes'</c>, gives it back, resets it (live-changes.md 15). The
/// binding is the one of a start.
/// </summary>
public sealed class PciHandover
{
    private const string UsualDriver = "vfio-pci";

    private readonly DeviceHost host;
    private readonly Func<string, string?> holderOf;

    public PciHandover(Settings settings)
        : this(new DeviceHost(), address => DeviceClaims.HolderOf(new GuestStore(settings), StateFiles.PciClaim(address)))
    {
    }

    /// <param name="host">The host.</param>
    /// <param name="holderOf">The guest that has a device, by its address; null where none has.</param>
    internal PciHandover(DeviceHost host, Func<string, string?> holderOf)
    {
        this.host = host;
        this.holderOf = holderOf;
    }

    /// <param name="device">The device.</param>
    /// <param name="driver">vfio, or a driver's name; null: the usual one.</param>
    /// <exception cref="DomainException">The host cannot, a guest has it, or it does not get the driver.</exception>
    public void Detach(NodeDevice device, string? driver)
    {
        if (driver is "xen" or "kvm")
        {
            throw DomainException.Argument($"driver '{driver}' is not for this hypervisor");
        }

        if (host.Files.Names("/sys/kernel/iommu_groups").Count == 0)
        {
            throw Unsupported("VFIO device assignment is currently not supported on this system");
        }

        HostPciFunction function = Free(device);
        string wanted = driver is null or "vfio" ? UsualDriver : driver;
        if (function.Driver == wanted || (driver is null && HostPciFunction.IsVfio(function.Driver)))
        {
            return;
        }

        Named(() => PciDriverBinding.Bind(host, function, wanted, static _ => { }, static () => { }));
    }

    /// <summary>The host's own driver gets it again; nothing where it has it.</summary>
    /// <exception cref="DomainException">It is no PCI device, or a guest has it.</exception>
    public void Reattach(NodeDevice device)
    {
        HostPciFunction function = Free(device);
        if (function.Driver is { } driver && HostPciFunction.IsVfio(driver))
        {
            Named(() =>
            {
                PciDriverBinding.GiveBack(host, function.Address, driver, "");
                host.Write("/sys/bus/pci/drivers_probe", function.Address);
            });
        }
    }

    /// <exception cref="DomainException">It is no PCI device, a guest has it, or it has no reset.</exception>
    public void Reset(NodeDevice device)
    {
        HostPciFunction function = Free(device);
        if (!host.Files.Exists(function.Directory + "/reset"))
        {
            throw DomainException.Internal($"Unable to reset PCI device {function.Address}: no FLR, PM reset or bus reset available");
        }

        Named(() => host.Write(function.Directory + "/reset", "1"));
    }

    /// <summary>The function, which no guest has.</summary>
    private HostPciFunction Free(NodeDevice device)
    {
        if (device is not { Kind: "pci", SysfsName: { } address })
        {
            throw DomainException.Argument($"device {device.Name} is not a PCI device");
        }

        if (holderOf(address) is { } guest)
        {
            throw DomainException.Operation($"PCI device {address} is in use by driver QEMU, domain {guest}");
        }

        return new HostPciFunction(host, address);
    }

    private static void Named(Action action)
    {
        try
        {
            action();
        }
        catch (NativeException e)
        {
            throw DomainException.Internal(e.Message);
        }
    }

    private static DomainException Unsupported(string what) => new("argument unsupported: " + what, default, RefusalKind.Plain);
}
