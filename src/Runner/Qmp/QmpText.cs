using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VirshLite.Runner.Qmp;

/// <summary>Lines of QMP as bytes.</summary>
internal static class QmpText
{
    /// <summary>The prefix of ids that the supervisor gives to commands of its clients; what follows is a number.</summary>
    public const string ForwardedPrefix = "client-";

    /// <summary>Text beyond ASCII stays readable, as QEMU sends it.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = QmpJson.Depth + 8 };

    /// <summary><c>{"return":RESULT}</c> with the client's id, both as JSON.</summary>
    public static byte[] Return(string result, string? id) => Line(writer =>
    {
        writer.WritePropertyName("return");
        writer.WriteRawValue(result);
        Id(writer, id);
    });

    public static byte[] Error(string description, string? id) => Line(writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteString("class", "GenericError");
        writer.WriteString("desc", description);
        writer.WriteEndObject();
        Id(writer, id);
    });

    /// <summary>An event of our own, without its line end.</summary>
    public static byte[] Event(string name, string reason)
    {
        byte[] line = Line(writer =>
        {
            writer.WriteString("event", name);
            writer.WriteStartObject("data");
            writer.WriteString("reason", reason);
            writer.WriteEndObject();
        });
        return line[..^2];
    }

    /// <summary>A client's command with its id replaced.</summary>
    public static byte[] Forwarded(JsonElement command, uint id) => Line(writer =>
    {
        foreach (JsonProperty property in command.EnumerateObject())
        {
            if (!property.NameEquals("id"u8))
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteString("id", ForwardedPrefix + id.ToString(CultureInfo.InvariantCulture));
    });

    private static void Id(Utf8JsonWriter writer, string? id)
    {
        if (id is not null)
        {
            writer.WritePropertyName("id");
            writer.WriteRawValue(id);
        }
    }

    private static byte[] Line(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output, WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        output.Write("\r\n"u8);
        return output.WrittenSpan.ToArray();
    }
}
