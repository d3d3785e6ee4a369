using System.Globalization;

namespace VirshLite.Cli.Output;

/// <summary>An event that somebody waits for.</summary>
/// <param name="Line">virsh's words.</param>
/// <param name="Event">The kind of event.</param>
internal sealed record Occurrence(string Line, string Event)
{
    public string? Guest { get; init; }

    public string? Network { get; init; }

    /// <summary>A device of the host.</summary>
    public string? Device { get; init; }

    /// <summary>When it was; null: just now.</summary>
    public DateTime? When { get; init; }

    /// <summary>JSON that came with it.</summary>
    public string? Data { get; init; }

    /// <summary>The last object for programs: how many there were.</summary>
    public static void PrintEnd(Io io, int received) => JsonText.Line(io, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("received", received);
        json.WriteEndObject();
    });

    /// <summary>A line, at once; for programs an object.</summary>
    public void Print(Io io, bool isJson, bool isStamped)
    {
        string time = (When ?? DateTime.UtcNow).ToString("yyyy-MM-dd HH:mm:ss.fff+0000", CultureInfo.InvariantCulture);
        if (!isJson)
        {
            io.Out.WriteLine((isStamped ? time + ": " : "") + Line);
            io.Out.Flush();
            return;
        }

        JsonText.Line(io, json =>
        {
            json.WriteStartObject();
            json.WriteString("event", Event);
            if ((Guest ?? Network ?? Device) is { } subject)
            {
                json.WriteString(Guest is not null ? "guest" : Network is not null ? "network" : "device", subject);
            }

            json.WriteString("time", time);
            json.WriteString("text", Line.TrimEnd());
            if (Data is not null)
            {
                json.WritePropertyName("data");
                json.WriteRawValue(Data);
            }

            json.WriteEndObject();
        });
    }
}
