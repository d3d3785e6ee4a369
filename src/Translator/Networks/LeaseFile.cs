using System.Net;
using System.Text.Json;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Networks;

/// <summary>libvirt's <c>BRIDGE.status</c>: the leases of a network (networks.md 4.1).</summary>
public static class LeaseFile
{
    /// <summary>
    /// What the text says; nothing where it is empty or broken, since the next lease writes it anew. An entry without an address is left out.
    /// </summary>
    public static IReadOnlyList<DhcpLease> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(Lease).OfType<DhcpLease>()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static string Write(IEnumerable<DhcpLease> leases) => NetworkJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (DhcpLease lease in leases)
        {
            json.WriteStartObject();
            Word(json, "iaid", lease.Iaid);
            Word(json, "ip-address", lease.Address.ToString());
            Word(json, "mac-address", lease.Mac);
            Word(json, "hostname", lease.Hostname);
            Word(json, "client-id", lease.ClientId);
            Word(json, "server-duid", lease.ServerDuid);
            json.WriteNumber("expiry-time", lease.Expiry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static DhcpLease? Lease(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !IpMath.TryParse(Text(element, "ip-address"), out IPAddress address))
        {
            return null;
        }

        long expiry = element.TryGetProperty("expiry-time", out JsonElement time) && time.ValueKind == JsonValueKind.Number
            && time.TryGetInt64(out long seconds) ? seconds : 0;
        return new(address, Text(element, "mac-address"), expiry)
        {
            Hostname = Text(element, "hostname"),
            ClientId = Text(element, "client-id"),
            ServerDuid = Text(element, "server-duid"),
            Iaid = Text(element, "iaid"),
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Word(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
