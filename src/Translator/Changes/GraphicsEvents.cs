using System.Text.Json;
using VirshLite.Translator.Events;

namespace VirshLite.Translator.Changes;

/// <summary>A viewer comes or goes (live-changes.md 14).</summary>
internal static class GraphicsEvents
{
    /// <summary>connect, initialize or disconnect; null where the event is none of a viewer's.</summary>
    public static string? PhaseOf(string name) => name switch
    {
        "VNC_CONNECTED" or "SPICE_CONNECTED" => "connect",
        "VNC_INITIALIZED" or "SPICE_INITIALIZED" => "initialize",
        "VNC_DISCONNECTED" or "SPICE_DISCONNECTED" => "disconnect",
        _ => null,
    };

    public static DomainEvent? On(string name, JsonElement data)
    {
        if (PhaseOf(name) is not { } phase || !data.TryGetProperty("client", out JsonElement client) || !data.TryGetProperty("server", out JsonElement server))
        {
            return null;
        }

        List<(string, string)> identity = [];
        foreach ((string key, string kind) in ((string, string)[])[("x509_dname", "x509dname"), ("sasl_username", "saslUsername")])
        {
            if (Text(client, key) is { } value)
            {
                identity.Add((kind, value));
            }
        }

        return DomainEvents.Graphics(phase, Peer(server), Peer(client), Text(server, "auth") ?? "", identity);
    }

    private static GraphicsPeer Peer(JsonElement end) =>
        new(
            Text(end, "family") switch { "ipv4" => "IPv4", "ipv6" => "IPv6", var family => family ?? "" },
            Text(end, "host") ?? Text(end, "path") ?? "", Text(end, "service") ?? Text(end, "port") ?? "");

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
