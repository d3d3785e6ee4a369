using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>
/// Replays a recorded conversation: JSON objects separated by one empty line, command and reply in turn (capabilities.md 1.5).
/// Replies are given by position, since the same question can have different answers; that the same command is asked is checked.
/// </summary>
internal sealed class RecordedSession : IQmpSession
{
    private readonly ReadOnlyMemory<byte> text;
    private int position;

    /// <param name="text">UTF-8; one or two runs.</param>
    public RecordedSession(ReadOnlyMemory<byte> text) => this.text = text;

    /// <summary>Whether every recorded object was used.</summary>
    public bool AtEnd => text.Span[position..].Trim("\n\r "u8).IsEmpty;

    /// <summary>Probes from a recording in which the second run, if any, follows the first.</summary>
    /// <param name="hvf">The recording was made on a macOS host with its hypervisor (file names with +hvf).</param>
    public static QemuCapabilities Replay(ReadOnlyMemory<byte> text, string emulatorPath, bool hvf = false)
    {
        var session = new RecordedSession(text);
        return CapabilityProbe.Run(emulatorPath, session, () => session, hvf);
    }

    public QmpReply Execute(string command, string? argumentsJson = null)
    {
        JsonElement recorded = Next();
        string? name = recorded.GetProperty("execute").GetString();
        if (name != command)
        {
            throw new CapabilityProbeException($"The recording has '{name}' where '{command}' is asked.");
        }

        return QmpReply.Parse(Next());
    }

    private JsonElement Next()
    {
        ReadOnlySpan<byte> rest = text.Span[position..];
        int length = rest.IndexOf("\n\n"u8);
        ReadOnlyMemory<byte> part = text.Slice(position, length < 0 ? rest.Length : length);
        position = length < 0 ? text.Length : position + length + 2;
        if (part.Span.Trim("\n\r "u8).IsEmpty)
        {
            throw new CapabilityProbeException("The recording ends before the probe does.");
        }

        return JsonDocument.Parse(part).RootElement;
    }
}
