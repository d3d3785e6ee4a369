using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Gives the host's PCI devices to vfio before a start and back to their drivers after it (managed='yes'), through driver_override (startup.md 3, step 24; network.md 8.12).
/// An unmanaged device has to be with vfio already.
/// </summary>
internal sealed class PciBinding
{
    private const string Vfio = "vfio-pci";

    private readonly string sysfs;
    private readonly CleanupJournal journal;

    public PciBinding(CleanupJournal journal, string sysfs = "/sys")
    {
        this.journal = journal;
        this.sysfs = sysfs;
    }

    public void BindAll(Domain domain)
    {
        foreach (Hostdev hostdev in domain.Hostdevs)
        {
            if (hostdev.Source is PciHostdevSource pci)
            {
                string address = Text(pci.Address);
                if (hostdev.Interface is { Mac: { } mac } network)
                {
                    SetVirtualFunction(address, mac, network.Resolution?.Vlan ?? network.Vlan);
                }

                Bind(address, hostdev.Managed, hostdev.DriverModel ?? Vfio);
            }
        }

        foreach (Disk disk in domain.Disks)
        {
            if (disk.Source is { Type: StorageType.Nvme, Nvme: { Address: { } nvme } source })
            {
                Bind(Text(nvme), source.Managed != false, Vfio);
            }
        }
    }

    /// <summary>Leaves a device that is with the wanted driver as it is.</summary>
    public void Bind(string address, bool managed, string driver)
    {
        string device = $"{sysfs}/bus/pci/devices/{address}";
        if (!Directory.Exists(device))
        {
            throw new GuestException($"Device {address} not found: could not access {device}/config: No such file or directory");
        }

        string? former = DriverOf(device);
        if (former == driver || (!managed && former is not null && former.StartsWith("vfio", StringComparison.Ordinal)))
        {
            return;
        }

        if (!managed)
        {
            throw new GuestException($"unsupported configuration: Unmanaged PCI device {address} must be manually detached from the host");
        }

        if (!Directory.Exists($"{sysfs}/bus/pci/drivers/{driver}"))
        {
            CommandResult loaded = CommandRunner.Run("modprobe", driver);
            if (!loaded.Status.Success)
            {
                throw new GuestException($"internal error: Failed to load PCI driver module {driver}: {loaded.Error.Trim()}");
            }
        }

        // undone last entry first: the override is taken away, the device leaves vfio, its driver is looked for
        journal.Add(CleanupAction.Write($"{sysfs}/bus/pci/drivers_probe", address));
        journal.Add(CleanupAction.Write($"{sysfs}/bus/pci/drivers/{driver}/unbind", address));
        journal.Add(CleanupAction.Write(device + "/driver_override", "\n"));
        Write(device + "/driver_override", driver);
        if (former is not null)
        {
            Write($"{device}/driver/unbind", address);
        }

        Write($"{sysfs}/bus/pci/drivers_probe", address);
        if (DriverOf(device) != driver)
        {
            throw new GuestException($"internal error: Failed to bind PCI device {address} to {driver}");
        }
    }

    /// <summary>The MAC and VLAN tag that the network card gives a virtual function, set through the physical one.</summary>
    private void SetVirtualFunction(string address, string mac, Vlan? vlan)
    {
        string device = $"{sysfs}/bus/pci/devices/{address}";
        string physical = device + "/physfn";
        if (!Directory.Exists(physical + "/net"))
        {
            throw new GuestException("unsupported configuration: Interface type hostdev is currently supported on SR-IOV Virtual Functions only");
        }

        string link = Path.GetFileName(Directory.GetDirectories(physical + "/net").First());
        string number = Directory.GetFileSystemEntries(physical, "virtfn*")
            .Where(v => Path.GetFileName(File.ResolveLinkTarget(v, returnFinalTarget: false)?.FullName) == address)
            .Select(v => Path.GetFileName(v)["virtfn".Length..])
            .FirstOrDefault() ?? throw new GuestException($"internal error: {address} is no virtual function of {link}");
        List<string> words = ["link", "set", "dev", link, "vf", number, "mac", mac];
        if (vlan is { Tags: [{ } tag] })
        {
            words.AddRange(["vlan", tag.Id.ToString(CultureInfo.InvariantCulture)]);
        }

        journal.Add(CleanupAction.Command("ip", "link", "set", "dev", link, "vf", number, "mac", "00:00:00:00:00:00", "vlan", "0"));
        CommandResult result = CommandRunner.Run("ip", words, []);
        if (!result.Status.Success)
        {
            throw new GuestException("internal error: " + result.FailureText);
        }
    }

    private static string? DriverOf(string device) => Path.GetFileName(new FileInfo(device + "/driver").LinkTarget);

    private static string Text(PciAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");

    private static void Write(string path, string text)
    {
        using FileDescriptor file = Files.OpenWrite(path);
        Files.Write(file, System.Text.Encoding.ASCII.GetBytes(text), path);
    }
}
