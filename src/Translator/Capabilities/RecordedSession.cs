using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>
/// One run of a recorded conversation: JSON objects separated by one empty line, command and reply in turn (capabilities.md 1.5). A question gets the reply
/// that was recorded for the same command and arguments, whatever stands between; the same question asked again gets the next one. What nobody asked when the
/// recording was made counts as not there.
/// </summary>
internal sealed class RecordedSession : IQmpSession
{
    private const string FirstCommand = "qmp_capabilities";

    private readonly List<Exchange> exchanges = [];

    private RecordedSession()
    {
    }

    /// <summary>The commands whose replies nobody asked for, in the recording's order.</summary>
    public IEnumerable<string> Unused => exchanges.Where(e => !e.Used).Select(e => e.Command);

    /// <summary>The runs of a recording; each begins with <c>qmp_capabilities</c>.</summary>
    /// <param name="text">UTF-8.</param>
    /// <exception cref="CapabilityProbeException">A command has no reply, or there is no run.</exception>
    public static IReadOnlyList<RecordedSession> Runs(ReadOnlyMemory<byte> text)
    {
        var runs = new List<RecordedSession>();
        while (Next(ref text) is { } part)
        {
            JsonElement question = JsonDocument.Parse(part).RootElement;
            string command = question.GetProperty("execute").GetString()!;
            if (command == FirstCommand)
            {
                runs.Add(new RecordedSession());
            }

            ReadOnlyMemory<byte> reply = Next(ref text) ?? throw new CapabilityProbeException($"The recording has no reply to '{command}'.");
            JsonElement? arguments = question.TryGetProperty("arguments", out JsonElement given) ? given : null;
            (runs is [.., var run] ? run : throw new CapabilityProbeException($"The recording begins with '{command}'."))
                .exchanges.Add(new(command, arguments, reply));
        }

        return runs is [] ? throw new CapabilityProbeException("The recording is empty.") : runs;
    }

    /// <summary>Probes from a recording in which the second run, if any, follows the first.</summary>
    /// <param name="hvf">The recording was made on a macOS host with its hypervisor (file names with +hvf).</param>
    public static QemuCapabilities Replay(ReadOnlyMemory<byte> text, string emulatorPath, bool hvf = false)
    {
        IReadOnlyList<RecordedSession> runs = Runs(text);
        return CapabilityProbe.Run(emulatorPath, runs[0], () =>
            runs.Count > 1 ? runs[1] : throw new CapabilityProbeException("The recording has no second run."), hvf);
    }

    public QmpReply Execute(string command, string? argumentsJson = null)
    {
        JsonElement? arguments = argumentsJson is null ? null : JsonDocument.Parse(argumentsJson).RootElement;
        bool commandIsThere = false;
        Exchange? last = null;
        foreach (Exchange exchange in exchanges)
        {
            if (exchange.Command != command)
            {
                continue;
            }

            commandIsThere = true;
            if (exchange.IsAskedWith(arguments))
            {
                last = exchange;
                if (!exchange.Used)
                {
                    break;
                }
            }
        }

        if (last is null)
        {
            return new(default, commandIsThere ? "DeviceNotFound" : "CommandNotFound", $"the recording has no '{command}' {argumentsJson}");
        }

        last.Used = true;
        return QmpReply.Parse(JsonDocument.Parse(last.Reply).RootElement);
    }

    private static ReadOnlyMemory<byte>? Next(ref ReadOnlyMemory<byte> text)
    {
        int length = text.Span.IndexOf("\n\n"u8);
        ReadOnlyMemory<byte> part = length < 0 ? text : text[..length];
        text = length < 0 ? default : text[(length + 2)..];
        return part.Span.Trim("\n\r "u8).IsEmpty ? default(ReadOnlyMemory<byte>?) : part;
    }

    private sealed class Exchange(string command, JsonElement? arguments, ReadOnlyMemory<byte> reply)
    {
        public string Command => command;

        public ReadOnlyMemory<byte> Reply => reply;

        public bool Used { get; set; }

        public bool IsAskedWith(JsonElement? others) =>
            arguments is { } ours && others is { } theirs ? JsonElement.DeepEquals(ours, theirs) : arguments is null && others is null;
    }
}
