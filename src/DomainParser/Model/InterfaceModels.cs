namespace VirshLite.DomainParser.Model;

/// <summary>The network card models that libvirt knows by name; any other word is passed on to QEMU as it is (network.md 3).</summary>
public static class InterfaceModels
{
    private static readonly string[] Known =
    [
        "netfront", "rtl8139", "virtio", "e1000", "e1000e", "igb", "virtio-transitional", "virtio-non-transitional", "usb-net", "spapr-vlan", "lan9118",
        "scm91c111", "vlance", "vmxnet", "vmxnet2", "vmxnet3", "Am79C970A", "Am79C973", "82540EM", "82545EM", "82543GC",
    ];

    /// <summary>A known model in libvirt's spelling, however the word is written; null for others.</summary>
    public static string? Canonical(string word)
    {
        foreach (string known in Known)
        {
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }

    public static bool IsKnown(string model) => Array.IndexOf(Known, model) >= 0;
}
