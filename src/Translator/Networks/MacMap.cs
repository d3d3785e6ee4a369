using System.Text.Json;

namespace VirshLite.Translator.Networks;

/// <summary>libvirt's <c>BRIDGE.macs</c>: which guest has which MACs in a network (networks.md 4.2). Guests by name, MACs in the order they came.</summary>
public sealed class MacMap
{
    private readonly SortedDictionary<string, List<string>> domains = new(StringComparer.Ordinal);

    /// <summary>What the text says; nothing where it is empty or broken.</summary>
    public static MacMap Read(string text)
    {
        var map = new MacMap();
        if (string.IsNullOrWhiteSpace(text))
        {
            return map;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            foreach (JsonElement entry in document.RootElement.EnumerateArray())
            {
                string domain = entry.GetProperty("domain").GetString() ?? "";
                foreach (JsonElement mac in entry.GetProperty("macs").EnumerateArray())
                {
                    map.Add(domain, mac.GetString() ?? "");
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new MacMap();
        }

        return map;
    }

    public void Add(string domain, string mac)
    {
        if (!domains.TryGetValue(domain, out List<string>? macs))
        {
            domains.Add(domain, macs = []);
        }

        if (!macs.Contains(mac))
        {
            macs.Add(mac);
        }
    }

    /// <summary>A guest goes with its last MAC.</summary>
    public void Remove(string domain, string mac)
    {
        if (domains.TryGetValue(domain, out List<string>? macs) && macs.Remove(mac) && macs.Count == 0)
        {
            domains.Remove(domain);
        }
    }

    public IReadOnlyList<string> Of(string domain) => domains.GetValueOrDefault(domain) ?? [];

    public string Write() => NetworkJson.Write(json =>
    {
        json.WriteStartArray();
        foreach ((string domain, List<string> macs) in domains)
        {
            json.WriteStartObject();
            json.WriteString("domain", domain);
            json.WriteStartArray("macs");
            macs.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
