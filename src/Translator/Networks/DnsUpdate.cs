using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>Updates of a network's DNS records.</summary>
internal static class DnsUpdate
{
    public static void Host(VirtualNetwork network, NetworkUpdate update)
    {
        bool isDelete = update.Command == NetworkUpdateCommand.Delete;
        NetworkDnsHost host = update.Open("host", network.Name)
            .DnsHost(isPartial: update.Command is NetworkUpdateCommand.Delete or NetworkUpdateCommand.Modify);
        List<int> found = Indexes(network.Dns.Hosts, h => (host.Address is { } a && a.Equals(h.Address)) || (isDelete && host.Names.Any(h.Names.Contains)));
        switch (update.Command)
        {
            case NetworkUpdateCommand.Modify:
                network.Dns.Hosts[Only(found, "HOST", network)] = host;
                break;
            case NetworkUpdateCommand.Delete:
                network.Dns.Hosts.RemoveAt(found.Count < 2
                    ? Only(found, "HOST", network) : throw DomainException.Operation(
                    $"multiple matching DNS HOST records were found in network {network.Name}"));
                break;
            default:
                update.Add(network.Dns.Hosts, found.Count == 0
                    ? host : throw DomainException.Operation($"there is already at least one DNS HOST record with a matching field in network {network.Name}"));
                break;
        }
    }

    public static void Text(VirtualNetwork network, NetworkUpdate update)
    {
        NetworkText text = update.Open("txt", network.Name).Text(isPartial: update.Command is NetworkUpdateCommand.Delete or NetworkUpdateCommand.Modify);
        List<int> found = Indexes(network.Dns.Texts, t => t.Name == text.Name);
        switch (update.Command)
        {
            case NetworkUpdateCommand.Modify:
                int at = Only(found, "TXT", network);
                network.Dns.Texts[at] = text.Value is not null
                    ? text : throw DomainException.Operation($"missing value of modifying DNS TXT record in network {network.Name}");
                break;
            case NetworkUpdateCommand.Delete:
                network.Dns.Texts.RemoveAt(Only(found, "TXT", network));
                break;
            default:
                update.Add(network.Dns.Texts, found.Count == 0
                    ? text : throw DomainException.Operation($"there is already a DNS TXT record with name '{text.Name}' in network {network.Name}"));
                break;
        }
    }

    public static void Service(VirtualNetwork network, NetworkUpdate update)
    {
        update.RefuseModify("DNS SRV records");
        NetworkService service = update.Open("srv", network.Name).Service(isPartial: update.Command == NetworkUpdateCommand.Delete);
        List<int> found = Indexes(network.Dns.Services, s =>
            Fits(service.Domain, s.Domain) && Fits(service.Service, s.Service) && Fits(service.Protocol, s.Protocol) && Fits(service.Target, s.Target));
        if (update.Command == NetworkUpdateCommand.Delete)
        {
            network.Dns.Services.RemoveAt(found.Count < 2
                ? Only(found, "SRV", network)
                : throw DomainException.Operation($"multiple DNS SRV records matching all specified fields were found in network {network.Name}"));
            return;
        }

        update.Add(
            network.Dns.Services,
            found.Count == 0 ? service : throw DomainException.Operation(
                $"there is already at least one DNS SRV record matching all specified fields in network {network.Name}"));
    }

    private static bool Fits(string? wanted, string? found) => wanted is null || wanted == found;

    private static int Only(List<int> found, string what, VirtualNetwork network) =>
        found.Count > 0 ? found[0] : throw DomainException.Operation($"couldn't locate a matching DNS {what} record in network {network.Name}");

    private static List<int> Indexes<T>(List<T> list, Predicate<T> fits)
    {
        List<int> found = [];
        for (int i = 0; i < list.Count; i++)
        {
            if (fits(list[i]))
            {
                found.Add(i);
            }
        }

        return found;
    }
}
