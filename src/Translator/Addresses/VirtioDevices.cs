using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>The virtio devices whose bus is still open (addresses.md 3.1 step 2).</summary>
internal static class VirtioDevices
{
    /// <summary>Gives each virtio device without an address an open one of a kind.</summary>
    /// <param name="withFilesystemsAndVsock">False on virtio-mmio machines: there those two go to PCI.</param>
    public static void Address(Domain domain, Func<DeviceAddress> make, bool withFilesystemsAndVsock)
    {
        foreach (DeviceRow row in DeviceTable.WalkOrder)
        {
            if (!withFilesystemsAndVsock && (row == DeviceTable.Filesystem || row == DeviceTable.Vsock))
            {
                continue;
            }

            foreach (Device device in row.Kind.Of(domain))
            {
                if (device.Address is null && row.IsVirtio(device))
                {
                    device.Address = make();
                }
            }
        }
    }
}
