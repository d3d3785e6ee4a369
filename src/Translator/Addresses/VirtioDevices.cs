using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>The virtio devices whose bus is still open (addresses.md 3.1 step 2).</summary>
internal static class VirtioDevices
{
    /// <summary>Gives each virtio device without an address an open one of a kind.</summary>
    /// <param name="withFilesystemsAndVsock">False on virtio-mmio machines: there those two go to PCI.</param>
    public static void Address(Domain domain, Func<DeviceAddress> make, bool withFilesystemsAndVsock)
    {
        Set(domain.Disks, d => d.Bus == DiskBus.Virtio, make);
        Set(domain.Interfaces, n => n.IsVirtio && n.Type != InterfaceType.Hostdev, make);
        Set(domain.Videos, v => v.Model == VideoModel.Virtio, make);
        Set(domain.Inputs, i => i.Bus == InputBus.Virtio, make);
        Set(domain.Controllers, c => c.Type is ControllerType.VirtioSerial or ControllerType.Scsi, make);
        Set(domain.Hostdevs, h => h.Source is ScsiHostHostdevSource, make);
        SetOne(domain.Memballoon, b => b.Model is MemballoonModel.Virtio or MemballoonModel.VirtioTransitional or MemballoonModel.VirtioNonTransitional, make);
        Set(domain.Rngs, _ => true, make);
        Set(domain.MemoryDevices, m => m.Model is MemoryModel.VirtioPmem or MemoryModel.VirtioMem, make);
        Set(domain.Cryptos, _ => true, make);
        Set(domain.Sounds, s => s.Model == SoundModel.Virtio, make);
        if (withFilesystemsAndVsock)
        {
            Set(domain.Filesystems, _ => true, make);
            SetOne(domain.Vsock, _ => true, make);
        }
    }

    private static void Set<T>(List<T> devices, Func<T, bool> isMeant, Func<DeviceAddress> make)
        where T : Device
    {
        foreach (T device in devices)
        {
            SetOne(device, isMeant, make);
        }
    }

    private static void SetOne<T>(T? device, Func<T, bool> isMeant, Func<DeviceAddress> make)
        where T : Device
    {
        if (device is { Address: null } && isMeant(device))
        {
            device.Address = make();
        }
    }
}
