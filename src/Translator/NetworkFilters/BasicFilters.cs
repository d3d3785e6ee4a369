using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>What a guest may send and get while its address is not known (nwfilter.md 6), as filters: they come and go as every other rule set.</summary>
internal static class BasicFilters
{
    private const string Ask = "<rule action='accept' direction='out' priority='100'>"
        + "<ip srcmacaddr='$MAC' protocol='udp' srcportstart='68' dstportstart='67'/></rule>";

    private const string Nothing = "<rule action='drop' direction='inout' priority='1000'/>";

    /// <summary>IPv4 and ARP from its own MAC; to it everything.</summary>
    private const string Any = "<rule action='drop' direction='out' priority='1'><mac match='no' srcmacaddr='$MAC'/></rule>"
        + "<rule action='accept' direction='out' priority='2'><mac protocolid='ipv4'/></rule>"
        + "<rule action='accept' direction='out' priority='3'><mac protocolid='arp'/></rule>"
        + "<rule action='drop' direction='out' priority='1000'/>";

    /// <summary>DHCP, with answers from these servers where some are named.</summary>
    public static IReadOnlyList<PlacedRule> DhcpOnly(string mac, IReadOnlyList<string> servers) =>
        Rules(Ask + Answer(mac, servers) + Answer("ff:ff:ff:ff:ff:ff", servers) + Nothing, mac, servers);

    /// <summary>IPv4 and ARP from the guest's MAC, until the first address is seen.</summary>
    public static IReadOnlyList<PlacedRule> FirstAddress(string mac) => Rules(Any, mac, []);

    private static string Answer(string to, IReadOnlyList<string> servers) =>
        $"<rule action='accept' direction='in' priority='100'><ip dstmacaddr='{to}' {(servers.Count == 0 ? "" : "srcipaddr='$DHCPSERVER' ")}"
        + "protocol='udp' srcportstart='67' dstportstart='68'/></rule>";

    private static IReadOnlyList<PlacedRule> Rules(string rules, string mac, IReadOnlyList<string> servers)
    {
        NetworkFilter filter = NetworkFilterReader.Read($"<filter name='basic' chain='root'>{rules}</filter>");
        FilterVariables variables = new FilterVariables().With(FilterVariables.Mac, mac).With(FilterVariables.DhcpServer, servers);
        return FilterTree.Rules(filter, variables, _ => null);
    }
}
