using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Networks;

namespace VirshLite.Conformance.Networks;

/// <summary>dnsmasq's three files. The head comment is each product's own: compared is what follows it.</summary>
internal static class DnsmasqCases
{
    public static (string Expected, string Actual) Run(NetworkCase given)
    {
        VirtualNetwork network = NetworkReader.Read(given.Required("network"));
        string directory = given.Text("state_dir")!;
        string configuration = DnsmasqConfiguration.Text(network, network.Bridge ?? "", directory, given.Text("pid_file"));
        return (
            Files(given.Required("conf"), given.File("hostsfile") ?? "", given.File("addnhosts") ?? ""),
            Files(configuration, DnsmasqConfiguration.DhcpHosts(network), DnsmasqConfiguration.DnsHosts(network)));
    }

    private static string Files(string configuration, string dhcpHosts, string dnsHosts)
    {
        int start = configuration.IndexOf("strict-order\n", StringComparison.Ordinal);
        return $"{configuration[Math.Max(start, 0)..]}== hostsfile\n{dhcpHosts}== addnhosts\n{dnsHosts}";
    }
}
