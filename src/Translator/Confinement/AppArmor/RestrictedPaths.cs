namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>Places of the host that no guest gets, whatever its XML says (confinement.md 4.3, path rules).</summary>
public static class RestrictedPaths
{
    private static readonly string[] Always = ["/sys/devices/pci", "/sys/kernel/config/target/vhost", "/etc/libvirt-sandbox/services/"];

    private static readonly string[] ReadableDirectories =
    [
        "/boot", "/vmlinuz", "/initrd",
        "/usr/share/edk2/", "/usr/share/OVMF/", "/usr/share/ovmf/", "/usr/share/AAVMF/", "/usr/share/qemu-efi/", "/usr/share/qemu-efi-aarch64/",
            "/usr/share/qemu/",
        "/usr/lib/u-boot/", "/usr/lib/riscv64-linux-gnu/opensbi",
    ];

    private static readonly string[] Restricted =
    [
        "/bin/", "/etc/", "/lib", "/lost+found/", "/proc/", "/sbin/", "/selinux/", "/sys/", "/usr/bin/", "/usr/lib", "/usr/sbin/", "/usr/share/",
            "/usr/local/bin/", "/usr/local/etc/",
        "/usr/local/lib", "/usr/local/sbin/", "/boot", "/vmlinuz", "/initrd",
    ];

    /// <summary>
    /// Whether a guest may have the path: an absolute one outside of the host's own directories, or firmware and kernels where it is only read.
    /// </summary>
    public static bool Allows(string path, bool isReadOnly)
    {
        if (!path.StartsWith('/') || path.Contains('"', StringComparison.Ordinal))
        {
            return false;
        }

        return StartsWithAny(path, Always) || (isReadOnly && StartsWithAny(path, ReadableDirectories)) || !StartsWithAny(path, Restricted);
    }

    private static bool StartsWithAny(string path, string[] prefixes) => Array.Exists(prefixes, p => path.StartsWith(p, StringComparison.Ordinal));
}
