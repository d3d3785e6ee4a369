namespace VirshLite.Translator.Capabilities;

/// <summary>Guest architectures in libvirt's spelling, and what QEMU calls them (capabilities.md 3.4).</summary>
public static class Architectures
{
    /// <summary>Every architecture that libvirt has a name for.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "alpha", "armv6l", "armv7l", "armv7b", "aarch64", "cris", "i686", "ia64", "lm32", "loongarch64", "m68k", "microblaze", "microblazeel", "mips", "mipsel",
        "mips64", "mips64el", "openrisc", "parisc", "parisc64", "ppc", "ppcle", "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64", "s390", "s390x", "sh4",
            "sh4eb",
        "sparc", "sparc64", "unicore32", "x86_64", "xtensa", "xtensaeb",
    ];

    public static bool IsKnown(string arch) => All.Contains(arch);

    public static bool IsX86(string arch) => arch is "x86_64" or "i686";

    /// <summary>ARM with the query for interrupt controllers.</summary>
    public static bool IsArm(string arch) => arch is "aarch64" or "armv7l" or "armv6l" or "armv7b";

    public static bool IsS390(string arch) => arch is "s390x" or "s390";

    public static bool IsPpc64(string arch) => arch is "ppc64" or "ppc64le";

    /// <summary>The architecture that QEMU's <c>query-target</c> names, or null.</summary>
    public static string? FromQemu(string target)
    {
        string arch = target switch
        {
            "i386" => "i686",
            "arm" => "armv7l",
            "or32" => "openrisc",
            _ => target,
        };
        return IsKnown(arch) ? arch : null;
    }

    /// <summary>The suffix of <c>qemu-system-</c>.</summary>
    public static string ToQemu(string arch) => arch switch
    {
        "i686" => "i386",
        "armv7l" or "armv6l" or "armv7b" => "arm",
        "openrisc" => "or32",
        "ppcle" => "ppc",
        "ppc64le" => "ppc64",
        _ => arch,
    };

    /// <summary>Whether a binary of one architecture runs guests of another.</summary>
    public static bool Serves(string binary, string guest) =>
        binary == guest || (binary, guest) is ("x86_64", "i686") or ("aarch64", "armv7l") or ("armv7l", "armv6l") or ("ppc64", "ppc64le");

    /// <summary>Whether a host of one architecture runs guests of another with its own CPU.</summary>
    public static bool IsNative(string host, string guest) =>
        host == guest || (host, guest) is ("x86_64", "i686") or ("aarch64", "armv7l") or ("ppc64", "ppc64le") or ("ppc64le", "ppc64");

    /// <summary>
    /// The machine that comes first for an architecture, as alias or name; null where QEMU's own default does (capabilities.md 3.2).
    /// </summary>
    public static string? PreferredMachine(string arch) => arch switch
    {
        "alpha" => "clipper",
        "armv6l" => "integratorcp",
        "armv7l" or "armv7b" or "aarch64" => "virt",
        "cris" => "axis-dev88",
        "i686" or "x86_64" => "pc",
        "lm32" => "lm32-evr",
        "loongarch64" => "virt",
        "m68k" => "mcf5208evb",
        "microblaze" or "microblazeel" => "petalogix-s3adsp1800",
        "mips" or "mipsel" or "mips64" or "mips64el" => "malta",
        "openrisc" => "or1k-sim",
        "ppc" or "ppcle" => "g3beige",
        "ppc64" or "ppc64le" => "pseries",
        "ppcemb" => "bamboo",
        "riscv32" or "riscv64" => "virt",
        "s390x" => "s390-ccw-virtio",
        "sh4" or "sh4eb" => "shix",
        "sparc" => "SS-5",
        "sparc64" => "sun4u",
        "unicore32" => "puv3",
        "xtensa" or "xtensaeb" => "sim",
        _ => null,
    };
}
