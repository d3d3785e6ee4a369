using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VirshLite.Cli.Output;

/// <summary>Answers for programs: indented JSON with a newline at its end.</summary>
internal static class JsonText
{
    public static void Write(Io io, Action<Utf8JsonWriter> content) => io.Out.WriteLine(Of(content));

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
