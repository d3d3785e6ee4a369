using System.Buffers;
using System.Text.Json;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Events;

/// <summary>What a listener gets about a guest.</summary>
/// <param name="Guest">Its name.</param>
/// <param name="Kind">The kind of event.</param>
/// <param name="Line">virsh's text.</param>
public sealed record EventMessage(string Guest, string Kind, string Line)
{
    internal byte[] ToJson() => MessageJson.Of(("guest", Guest), ("kind", Kind), ("line", Line));

    internal static EventMessage? Of(ReadOnlyMemory<byte> json) => MessageJson.Read(json, root => QmpJson.Text(root, "guest") is { } guest
        && QmpJson.Text(root, "kind") is { } kind && QmpJson.Text(root, "line") is { } line ? new EventMessage(guest, kind, line) : null);
}

/// <summary>An event of QEMU's monitor.</summary>
/// <param name="Guest">The guest's name.</param>
/// <param name="Name">QEMU's name for it.</param>
/// <param name="Seconds">When, since the epoch.</param>
/// <param name="Microseconds">And the rest of that second.</param>
/// <param name="Data">Its data as JSON; null where it has none.</param>
public sealed record QemuEventMessage(string Guest, string Name, long Seconds, long Microseconds, string? Data)
{
    internal byte[] ToJson() => MessageJson.Of(("guest", Guest), ("event", Name), ("seconds", $"{Seconds}"), ("microseconds", $"{Microseconds}"), ("data", Data));

    /// <summary>What QEMU wrote.</summary>
    internal static QemuEventMessage? Of(string guest, ReadOnlySpan<byte> json) => MessageJson.Read(json.ToArray(), root =>
        QmpJson.Text(root, "event") is { } name
            ? new QemuEventMessage(guest, name, Time(root, "seconds"), Time(root, "microseconds"),
                root.TryGetProperty("data", out JsonElement data) ? data.GetRawText() : null)
            : null);

    internal static QemuEventMessage? Of(ReadOnlyMemory<byte> json) => MessageJson.Read(json, root =>
        QmpJson.Text(root, "guest") is { } guest && QmpJson.Text(root, "event") is { } name
            && long.TryParse(QmpJson.Text(root, "seconds"), out long seconds) && long.TryParse(QmpJson.Text(root, "microseconds"), out long microseconds)
            ? new QemuEventMessage(guest, name, seconds, microseconds, QmpJson.Text(root, "data"))
            : null);

    private static long Time(JsonElement root, string name) => root.TryGetProperty("timestamp", out JsonElement stamp) && stamp.ValueKind == JsonValueKind.Object
        && stamp.TryGetProperty(name, out JsonElement value) && value.TryGetInt64(out long number) ? number : 0;
}

/// <summary>Messages on their way: flat objects of texts.</summary>
internal static class MessageJson
{
    public static byte[] Of(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output, QmpText.WriterOptions))
        {
            writer.WriteStartObject();
            foreach ((string name, string? value) in members)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>null where that is no message.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T?> make)
        where T : class
    {
        try
        {
            using JsonDocument document = QmpJson.Parse(json.Span);
            return make(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
