using System.Text.Json;

namespace VirshLite.Translator.Agent;

/// <summary>An interface as the guest sees it.</summary>
public sealed record GuestInterface(string Name, string? Mac, IReadOnlyList<GuestAddress> Addresses)
{
    /// <summary>The answer to guest-network-get-interfaces; what is named NAME:ALIAS or stands there twice is one interface.</summary>
    public static IReadOnlyList<GuestInterface> Of(JsonElement reply)
    {
        var all = new List<(string Name, string? Mac, List<GuestAddress> Addresses)>();
        foreach (JsonElement entry in AgentJson.Items(reply))
        {
            string name = (AgentJson.Text(entry, "name") ?? "").Split(':')[0];
            int at = all.FindIndex(i => i.Name == name);
            if (at < 0)
            {
                at = all.Count;
                all.Add((name, AgentJson.Text(entry, "hardware-address"), []));
            }

            foreach (JsonElement address in AgentJson.Items(entry, "ip-addresses"))
            {
                all[at].Addresses.Add(new(AgentJson.Text(address, "ip-address-type") ?? "", AgentJson.Text(address, "ip-address") ?? "",
                    AgentJson.Index(address, "prefix") ?? 0));
            }
        }

        return [.. all.Select(i => new GuestInterface(i.Name, i.Mac, i.Addresses))];
    }
}

/// <param name="Type">ipv4 or ipv6.</param>
public sealed record GuestAddress(string Type, string Address, uint Prefix);
