using System.Globalization;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Passthrough;

/// <summary>
/// Gets a plan's host devices ready for QEMU (startup.md 3, step 24). First everything is looked at, so that a start that cannot be leaves no device without
/// its driver; then PCI devices go to vfio and device nodes to QEMU's user. All is noted in the journal and undone at the guest's end or when the start fails.
/// </summary>
internal sealed class HostDevicePreparation
{
    private const string DefaultDriver = "vfio-pci";
    private const string VfioNode = "/dev/vfio/vfio";
    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<PlannedHostDevice> devices;
    private readonly NodeAccess nodes;
    private readonly CleanupJournal journal;
    private readonly DeviceHost host;
    private readonly DeviceClaims claims;
    private readonly List<PlannedPciDevice> pciDevices;

    public HostDevicePreparation(string guest, IReadOnlyList<PlannedHostDevice> devices, GuestStore store, NodeAccess nodes, CleanupJournal journal,
        DeviceHost host)
    {
        this.devices = devices;
        this.nodes = nodes;
        this.journal = journal;
        this.host = host;
        claims = new DeviceClaims(store, guest, journal);
        pciDevices = [.. devices.OfType<PlannedPciDevice>()];
    }

    /// <exception cref="GuestException">What is missing or in the way, and what would mend it.</exception>
    /// <exception cref="NativeException">The kernel refused a step.</exception>
    public void Run()
    {
        if (pciDevices.Count > 0)
        {
            CheckVfio(pciDevices[0]);
        }

        using (claims.Lock())
        {
            foreach (PlannedHostDevice device in devices)
            {
                CheckAndClaim(device);
            }

            foreach (PlannedPciDevice device in pciDevices)
            {
                CheckGroup(device);
            }
        }

        foreach (PlannedPciDevice device in pciDevices)
        {
            Bind(device);
        }

        if (pciDevices.Count > 0 && nodes.HasOwner)
        {
            // rules of udev set the owner of a new node: they must have had their turn
            host.TryRun("udevadm", "settle", "--timeout=5");
        }

        foreach (PlannedHostDevice device in devices)
        {
            GiveNodes(device);
        }
    }

    private void CheckVfio(PlannedPciDevice wanted)
    {
        string refusal = $"unsupported configuration: host doesn't support passthrough of host PCI devices ({wanted.Owner} is {wanted.Address}): ";
        if (host.Files.Names("/sys/kernel/iommu_groups").Count == 0)
        {
            throw new GuestException(refusal
                + "it has no IOMMU groups; switch the IOMMU (VT-d, AMD-Vi, SMMU) on in the firmware setup, for Intel add intel_iommu=on to the kernel's "
                    + "command line");
        }

        RequireVfioNode(refusal);
    }

    private void RequireVfioNode(string refusal)
    {
        if (!host.Files.Exists(VfioNode))
        {
            host.TryRun("modprobe", "vfio-pci");
            Require(VfioNode, refusal + $"there is no {VfioNode}, and 'modprobe vfio-pci' does not bring it");
        }
    }

    private void CheckAndClaim(PlannedHostDevice device)
    {
        switch (device)
        {
            case PlannedPciDevice pci:
                CheckPci(pci);
                claims.Take(StateFiles.PciClaim(pci.Address), $"PCI device {pci.Address}");
                break;
            case PlannedUsbDevice usb:
                Require(NodeOf(usb),
                    $"{usb.Owner}: the host has no USB device at bus {usb.Bus}, device {usb.Device}: there is no {NodeOf(usb)}; lsusb lists what there is");
                claims.Take(string.Create(CultureInfo.InvariantCulture, $"usb-{usb.Bus:d3}-{usb.Device:d3}"), $"USB device {usb.Bus}:{usb.Device}");
                break;
            case PlannedScsiDevice scsi:
                Require(scsi.Path, $"{scsi.Owner}: there is no {scsi.Path}; 'modprobe sg' makes such nodes");
                if (!scsi.Shareable)
                {
                    claims.Take("scsi-" + Path.GetFileName(scsi.Path), $"SCSI device {scsi.Path}");
                }

                break;
            case PlannedMediatedDevice mdev:
                Require(DirectoryOf(mdev),
                    $"{mdev.Owner}: there is no mediated device {mdev.Uuid}; it has to be made first, for example with 'mdevctl start -u {mdev.Uuid}'");
                RequireVfioNode($"{mdev.Owner}: mediated device {mdev.Uuid}: ");
                claims.Take($"mdev-{mdev.Uuid}", $"mediated device {mdev.Uuid}");
                break;
            case PlannedVhostScsiTarget target:
                CheckVhostScsi(target);
                claims.Take("vhost-scsi-" + target.Wwpn, $"vhost-scsi target {target.Wwpn}");
                break;
        }
    }

    private void CheckPci(PlannedPciDevice wanted)
    {
        var device = new HostPciFunction(host, wanted.Address);
        if (!device.Exists)
        {
            throw new GuestException($"{wanted.Owner}: PCI device {wanted.Address} not found: there is no {device.Directory}; 'lspci -D' lists what there is");
        }

        if (device.Group is null)
        {
            throw new GuestException(
                $"unsupported configuration: {wanted.Owner}: PCI device {wanted.Address} is in no IOMMU group, so it cannot be passed through");
        }

        if (device.IsBridge)
        {
            throw new GuestException(
                $"unsupported configuration: {wanted.Owner}: PCI device {wanted.Address} is a bridge; only endpoints can be passed through");
        }

        if (!wanted.Managed && !HostPciFunction.IsVfio(device.Driver))
        {
            string at = device.Directory;
            string unbind = device.Driver is null ? "" : $"echo {wanted.Address} > {at}/driver/unbind; ";
            throw new GuestException($"Requested operation is not valid: Unmanaged PCI device {wanted.Address} must be manually detached from the host"
                + $" ({(device.Driver is { } driver ? driver + " has it" : "no driver has it")}): managed='yes' does it at the start, or as root:"
                + $"\nmodprobe {wanted.Driver}; echo {wanted.Driver} > {at}/driver_override; {unbind}echo {wanted.Address} > /sys/bus/pci/drivers_probe");
        }

        if (wanted.Managed && !HostPciFunction.IsVfio(device.Driver) && !FileStatus.IsAccessible(host.Files.At(device.Directory + "/driver_override"), 2))
        {
            throw new GuestException($"{wanted.Owner}: PCI device {wanted.Address} can be taken from the host ({device.Driver ?? "no driver"}) by root only");
        }

        if (wanted.VirtualFunction is not null)
        {
            _ = VirtualFunction.Of(host, device);
        }
    }

    /// <summary>The kernel gives a group to user space only as a whole.</summary>
    private void CheckGroup(PlannedPciDevice wanted)
    {
        var device = new HostPciFunction(host, wanted.Address);
        var inTheWay = new List<string>();
        foreach (HostPciFunction member in device.GroupMembers())
        {
            if (pciDevices.Exists(d => d.Address == member.Address))
            {
                continue;
            }

            if (claims.HolderOf(StateFiles.PciClaim(member.Address)) is { } holder)
            {
                throw new GuestException(
                    $"Requested operation is not valid: PCI device {wanted.Address} shares IOMMU group {device.Group} with {member.Address}, which is in use "
                    + $"by domain '{holder}'");
            }

            if (member.Driver is { } driver && !member.IsBridge && driver != "pci-stub" && !HostPciFunction.IsVfio(driver))
            {
                inTheWay.Add($"{member.Address} ({driver})");
            }
        }

        if (inTheWay.Count > 0)
        {
            throw new GuestException(
                $"unsupported configuration: {wanted.Owner}: PCI device {wanted.Address} cannot be passed through alone: its IOMMU group {device.Group} is "
                + "not viable while drivers of the host have "
                + string.Join(", ", inTheWay) + "; pass them through as well (<hostdev managed='yes'>) or unbind their drivers");
        }
    }

    private void CheckVhostScsi(PlannedVhostScsiTarget target)
    {
        const string Targets = "/sys/kernel/config/target/vhost";
        Require("/dev/vhost-scsi", $"{target.Owner}: there is no /dev/vhost-scsi; 'modprobe vhost_scsi' brings it");
        if (host.Files.Exists(Targets))
        {
            Require($"{Targets}/{target.Wwpn}",
                $"{target.Owner}: the host has no vhost-scsi target {target.Wwpn}; targetcli makes one (/vhost create {target.Wwpn})");
        }
    }

    private void Bind(PlannedPciDevice wanted)
    {
        var device = new HostPciFunction(host, wanted.Address);
        void TellCard()
        {
            if (wanted.VirtualFunction is { } function)
            {
                VirtualFunction.Of(host, device).Set(function, journal);
            }
        }

        if (HostPciFunction.IsVfio(device.Driver) && (!wanted.Managed || wanted.Driver is DefaultDriver || wanted.Driver == device.Driver))
        {
            // somebody has seen to it, and may have chosen a driver made for the device
            TellCard();
            return;
        }

        PciDriverBinding.Bind(host, device, wanted.Driver, former =>
            journal.Add(CleanupAction.PciDriver(host.Root, device.Address, wanted.Driver, former)), TellCard);
    }

    private void GiveNodes(PlannedHostDevice device)
    {
        switch (device)
        {
            case PlannedPciDevice pci:
                GiveGroup(new HostPciFunction(host, pci.Address).Group!, $"{pci.Owner} (PCI device {pci.Address})");
                break;
            case PlannedMediatedDevice mdev:
                string group = host.Files.LinkName(DirectoryOf(mdev) + "/iommu_group")
                    ?? throw new GuestException($"{mdev.Owner}: mediated device {mdev.Uuid} is in no IOMMU group: its driver has not taken it");
                GiveGroup(group, $"{mdev.Owner} (mediated device {mdev.Uuid})");
                break;
            case PlannedUsbDevice usb:
                nodes.Give(host.Files.At(NodeOf(usb)), $"{usb.Owner} (USB device {usb.Bus}:{usb.Device})");
                break;
            case PlannedScsiDevice scsi:
                nodes.Give(host.Files.At(scsi.Path), $"{scsi.Owner} (SCSI device)");
                break;
        }
    }

    private void GiveGroup(string group, string why)
    {
        string node = host.Files.At("/dev/vfio/" + group);
        long end = Environment.TickCount64 + (long)NodePatience.TotalMilliseconds;
        while (!File.Exists(node) && Environment.TickCount64 < end)
        {
            Thread.Sleep(20);
        }

        nodes.Give(node, why);
        nodes.Show(VfioNode);
    }

    private void Require(string path, string otherwise)
    {
        if (!host.Files.Exists(path))
        {
            throw new GuestException(otherwise);
        }
    }

    private static string NodeOf(PlannedUsbDevice usb) => string.Create(CultureInfo.InvariantCulture, $"/dev/bus/usb/{usb.Bus:d3}/{usb.Device:d3}");

    private static string DirectoryOf(PlannedMediatedDevice mdev) => $"/sys/bus/mdev/devices/{mdev.Uuid:D}";
}
