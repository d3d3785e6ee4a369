using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Networks;

namespace VirshLite.Conformance.Networks;

/// <summary>A network's packet rules, as the single commands that libvirt runs.</summary>
internal static class FirewallCases
{
    public static (string Expected, string Actual) Run(NetworkCase given)
    {
        VirtualNetwork network = NetworkReader.Read(given.Required("network"));
        FirewallBackend backend = given.Text("backend") == "nftables" ? FirewallBackend.Nftables : FirewallBackend.Iptables;
        return (given.Commands("commands"), NetworkCase.Lines(PacketFilter.Commands(network, network.Bridge ?? "", backend)));
    }
}
