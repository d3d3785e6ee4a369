using VirshLite.DomainParser.Model;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Native;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>The programs that a network needs; a missing one is told with its package, before anything is done.</summary>
internal static class NetworkPrograms
{
    /// <exception cref="GuestException">One is missing.</exception>
    public static void Check(VirtualNetwork network)
    {
        if (!network.HasOwnBridge)
        {
            return;
        }

        Need("ip", "iproute2", "to make its bridge");
        if (PacketFilter.IsNeeded(network) && FirewallChoice.TryChoose() is null)
        {
            Need("nft", "nftables, or iptables", network.Forward == NetworkForward.Nat ? "for NAT" : "for its packet filter");
        }

        if (network.NeedsDnsmasq)
        {
            Need("dnsmasq", "dnsmasq-base (Debian, Ubuntu) or dnsmasq", network.HasDhcp ? "for DHCP" : "for DNS");
        }

        void Need(string program, string package, string what)
        {
            if (ProgramPath.FindHelper(program) is null)
            {
                throw new GuestException($"network '{network.Name}' needs the program {program} {what}: install the package {package}");
            }
        }
    }
}
