using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Context;

/// <summary>
/// What kind of machine a guest has, as far as rules ask for it (completion.md 1.1). The answers hold once the architecture and the canonical machine name are
/// known.
/// </summary>
public static class GuestMachine
{
    public static bool IsX86(this Domain domain) => domain.Os.Arch is "x86_64" or "i686";

    public static bool IsArm(this Domain domain) => domain.Os.Arch is "aarch64" or "armv7l" or "armv6l" or "armv7b";

    public static bool IsPpc64(this Domain domain) => domain.Os.Arch is "ppc64" or "ppc64le";

    public static bool IsPpc(this Domain domain) => domain.Os.Arch is "ppc64" or "ppc64le" or "ppc" or "ppcle" or "ppcemb";

    public static bool IsS390(this Domain domain) => domain.Os.Arch is "s390x" or "s390";

    public static bool IsRiscv(this Domain domain) => domain.Os.Arch is "riscv64" or "riscv32";

    public static bool IsLoongArch(this Domain domain) => domain.Os.Arch == "loongarch64";

    public static bool IsMips(this Domain domain) => domain.Os.Arch is "mips" or "mipsel" or "mips64" or "mips64el";

    public static bool IsQ35(this Domain domain) => domain.IsX86() && Is(domain, "q35", "pc-q35-");

    public static bool IsI440fx(this Domain domain) =>
        domain.IsX86() && domain.Os.Machine is { } name
        && (name == "pc" || Starts(name, "pc-0.") || Starts(name, "pc-1.") || Starts(name, "pc-i440fx-") || Starts(name, "rhel"));

    public static bool IsXenfv(this Domain domain) => domain.IsX86() && Is(domain, "xenfv", "xenfv-");

    public static bool IsIsapc(this Domain domain) => domain.Os.Machine == "isapc";

    public static bool IsMicrovm(this Domain domain) => domain.IsX86() && domain.Os.Machine == "microvm";

    public static bool IsArmVirt(this Domain domain) => domain.Os.Arch is "aarch64" or "armv7l" or "armv6l" && Is(domain, "virt", "virt-");

    public static bool IsRiscvVirt(this Domain domain) => domain.IsRiscv() && Is(domain, "virt", "virt-");

    public static bool IsLoongArchVirt(this Domain domain) => domain.IsLoongArch() && Is(domain, "virt", "virt-");

    public static bool IsPseries(this Domain domain) => domain.IsPpc64() && Is(domain, "pseries", "pseries-");

    public static bool IsS390Ccw(this Domain domain) => domain.IsS390() && domain.Os.Machine is { } name && Starts(name, "s390-ccw");

    public static bool IsMalta(this Domain domain) => domain.IsMips() && domain.Os.Machine == "malta";

    public static bool HasBuiltinIde(this Domain domain) => domain.IsI440fx() || domain.Os.Machine is "malta" or "sun4u" or "g3beige";

    public static bool HasBuiltinEsp(this Domain domain) => domain.Os.Arch switch
    {
        "sparc" => true,
        "mips64" or "mips64el" => domain.Os.Machine is "magnum" or "pica61",
        "m68k" => domain.Os.Machine == "q800",
        _ => false,
    };

    /// <summary>Whether the machine has a PCI bus at all.</summary>
    public static bool HasPci(this Domain domain)
    {
        if (domain.IsArm())
        {
            return domain.IsArmVirt() || domain.Os.Machine == "versatilepb";
        }

        return !domain.IsRiscv() || domain.IsRiscvVirt();
    }

    /// <summary>Whether QEMU names the PCI buses of the machine with a number (<c>pci.0</c>).</summary>
    public static bool HasPciMultibus(this Domain domain) =>
        domain.IsX86() || domain.IsPpc() || domain.IsS390() || domain.IsArmVirt() || domain.IsLoongArchVirt() || domain.IsRiscvVirt();

    /// <summary>Whether the machine has PS/2 ports.</summary>
    public static bool HasI8042(this Domain domain, QemuCapabilities capabilities) =>
        capabilities.Has(Flags.I8042) && (domain.IsI440fx() || domain.IsQ35() || domain.IsXenfv() || domain.IsIsapc());

    private static bool Is(Domain domain, string name, string prefix) => domain.Os.Machine is { } machine && (machine == name || Starts(machine, prefix));

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);
}
