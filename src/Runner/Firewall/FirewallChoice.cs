using VirshLite.DomainParser;
using VirshLite.Runner.Hosts.Configuration;
using VirshLite.Runner.Native;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Firewall;

/// <summary>Which program keeps networks' packet rules, chosen as libvirt chooses (networks.md 5).</summary>
internal static class FirewallChoice
{
    private const string Configuration = "/etc/libvirt/network.conf";

    /// <summary>
    /// What network.conf names; else the first of the distribution's list that is installed: Debian's begins with iptables, everybody else's with nft.
    /// </summary>
    /// <exception cref="DomainException">The named one is none, or is not installed; or none is.</exception>
    public static FirewallBackend Choose() =>
        TryChoose() ?? throw DomainException.Operation(
            "networks need the program nft for their packet filter and NAT: install the package nftables, or iptables");

    /// <summary>The same; null where none is installed.</summary>
    public static FirewallBackend? TryChoose()
    {
        if (Named() is { } named)
        {
            FirewallBackend backend = named switch
            {
                "nftables" => FirewallBackend.Nftables,
                "iptables" => FirewallBackend.Iptables,
                _ => throw DomainException.Internal($"invalid value for 'firewall_backend': '{named}'"),
            };
            return IsInstalled(backend) ? backend : throw DomainException.Internal($"requested firewall_backend '{named}' is not available");
        }

        FirewallBackend[] order = IsDebian() ? [FirewallBackend.Iptables, FirewallBackend.Nftables] : [FirewallBackend.Nftables, FirewallBackend.Iptables];
        foreach (FirewallBackend backend in order)
        {
            if (IsInstalled(backend))
            {
                return backend;
            }
        }

        return null;
    }

    private static bool IsInstalled(FirewallBackend backend) =>
        backend == FirewallBackend.Nftables ? ProgramPath.FindHelper("nft") is not null
            : ProgramPath.FindHelper("iptables") is not null && ProgramPath.FindHelper("iptables-restore") is not null;

    private static string? Named()
    {
        if (!File.Exists(Configuration))
        {
            return null;
        }

        return QemuConfText.Parse(File.ReadAllText(Configuration), Configuration).GetValueOrDefault("firewall_backend");
    }

    private static bool IsDebian() => (KernelFiles.Read("/etc/os-release") ?? "").Split('\n')
        .Any(l => (l.StartsWith("ID=", StringComparison.Ordinal) || l.StartsWith("ID_LIKE=", StringComparison.Ordinal))
            && l.Contains("debian", StringComparison.Ordinal));
}
