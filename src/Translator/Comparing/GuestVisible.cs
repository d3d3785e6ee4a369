namespace VirshLite.Translator.Comparing;

/// <summary>
/// Which differences of command lines are other hardware for the guest: the machine, its CPU and memory, a device, its place or its properties.
/// </summary>
public static class GuestVisible
{
    /// <summary>Options that describe hardware; all others are about the host's side of it.</summary>
    private static readonly string[] Hardware =
        ["-machine", "-cpu", "-smp", "-m", "-numa", "-smbios", "-uuid", "-global", "-bios", "-acpitable", "-device", "-vga", "-fw_cfg"];

    /// <summary>Properties of -machine that only say where the host keeps something.</summary>
    private static readonly string[] HostsOfMachine = ["dump-guest-core", "memory-backend", "mem-merge", "pcspk-audiodev", "pflash0", "pflash1", "usb"];

    /// <summary>Properties of a device that name its other end on the host, or how the host works for it.</summary>
    private static readonly string[] HostsOfDevice =
    [
        "id", "drive", "netdev", "chardev", "audiodev", "tpmdev", "fsdev", "memdev", "evdev", "vhostfd", "vhostfds", "fd", "fds", "iothread",
            "iothread-vq-mapping", "host", "hostaddr",
        "hostbus", "sysfsdev", "iommufd", "werror", "rerror", "account-failed", "account-invalid", "stats-intervals", "throttle-group", "share-rw", "vhost",
            "blob", "readconfig", "bootindex",
    ];

    public static bool Sees(CommandDifference difference)
    {
        string option = difference.Subject.Split(' ')[0];
        if (option == "-object")
        {
            // the ACPI tables name it
            return (difference.Left ?? difference.Right)?.Contains("acpi-generic-initiator", StringComparison.Ordinal) == true;
        }

        if (Array.IndexOf(Hardware, option) < 0)
        {
            return false;
        }

        return difference.Kind != DifferenceKind.Changed || difference.Properties.Any(p => Sees(option, p));
    }

    private static bool Sees(string option, PropertyDifference property) => option switch
    {
        // one cluster a die is what there is without the word
        "-smp" => !(property.Name == "clusters" && property is { Left: null, Right: "1" } or { Left: "1", Right: null }),
        "-machine" => Array.IndexOf(HostsOfMachine, property.Name) < 0,
        "-device" => Array.IndexOf(HostsOfDevice, property.Name) < 0,
        _ => true,
    };
}
