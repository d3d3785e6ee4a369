using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VirshLite.Cli.Output;

/// <summary>Answers for programs: indented JSON with a newline at its end.</summary>
internal static class JsonText
{
    public static void Write(Io io, Action<Utf8JsonWriter> content) => Write(io, Of(content));

    /// <param name="io">Where it goes.</param>
    /// <param name="answer">What is said.</param>
    /// <param name="type">Its type in <see cref="AnswerJson"/>.</param>
    public static void Write<T>(Io io, T answer, JsonTypeInfo<T> type) => Write(io, Of(answer, type));

    /// <summary>An answer, or a line of one that has no end.</summary>
    public static void Line(Io io, Action<Utf8JsonWriter> content)
    {
        io.EndsWithLines();
        io.Out.WriteLine(Of(content, indented: false));
        io.Out.Flush();
    }

    private static void Write(Io io, string json)
    {
        if (io.Json is { } answer)
        {
            answer.Give(json);
        }
        else
        {
            io.Out.WriteLine(json);
        }
    }

    public static string Of<T>(T answer, JsonTypeInfo<T> type) => Of(json => JsonSerializer.Serialize(json, answer, type));

    public static string Of(Action<Utf8JsonWriter> content, bool indented = true)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            content(json);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
