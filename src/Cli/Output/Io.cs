using System.Text;

namespace VirshLite.Cli.Output;

/// <summary>
/// Where a verb's words go, and whether colours make sense there.
/// </summary>
internal sealed class Io : IDisposable
{
    private readonly TextWriter words;
    private readonly TextWriter complaints;

    public Io(TextWriter output, TextWriter error, bool outputIsTerminal = false)
    {
        RawOut = output;
        RawError = error;
        words = outputIsTerminal ? new PlainWriter(output) : output;
        complaints = new PlainWriter(error);
        OutputIsTerminal = outputIsTerminal;
    }

    /// <summary>Says nothing to anybody.</summary>
    public static Io Silent => new(TextWriter.Null, TextWriter.Null);

    /// <summary>Words of any origin.</summary>
    public TextWriter Out => Json?.Text ?? words;

    /// <summary>Words of any origin.</summary>
    public TextWriter Error => Json?.Warnings ?? complaints;

    /// <summary>A question to whoever sits at the terminal: no part of an answer.</summary>
    public TextWriter Prompt => Json is null ? words : complaints;

    /// <summary>With <c>--output json</c>: what was said so far.</summary>
    public JsonAnswer? Json { get; private set; }

    /// <summary>What this program says to the terminal itself: colours.</summary>
    public TextWriter RawOut { get; }

    /// <summary>The same: lines that are written over.</summary>
    public TextWriter RawError { get; }

    /// <summary>Somebody sees standard output as it comes.</summary>
    public bool OutputIsTerminal { get; }

    /// <summary>Colours make sense on standard output.</summary>
    public bool HasColours => OutputIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The program was called as virsh: its texts to the letter, and nothing more than virsh says.</summary>
    public bool IsVirsh { get; set; }

    /// <summary>Runs another command of this program, with the same streams; gives back its exit code.</summary>
    public Func<string[], int> RunAlso { get; set; } = _ => ExitCode.Failed;

    /// <summary>The file or guest whose XML is being worked on, for error messages.</summary>
    public string? InputName { get; set; }

    public static Io OfProcess() => new(Writer(1, false), Writer(2, true), DescriptorStream.IsTerminal(1));

    /// <summary>From here on words are gathered for one JSON answer.</summary>
    public void BeginJson() => Json = new JsonAnswer();

    /// <summary>Prints the answer, and what was said on standard error; from here on words go where they usually go.</summary>
    public void EndJson()
    {
        if (Json is { } answer)
        {
            Json = null;
            words.WriteLine(answer.Whole());
            words.Flush();
            complaints.Write(answer.Warnings.ToString());
        }
    }

    /// <summary>The answer is lines, each an object, without an end: they go out as they come.</summary>
    public void EndsWithLines()
    {
        if (Json is { } answer)
        {
            Json = null;
            complaints.Write(answer.Warnings.ToString());
        }
    }

    /// <summary>Prints instead of an answer why there is none: one object on standard error, with the warnings before it.</summary>
    public void FailJson(ErrorAnswer error)
    {
        string[] warnings = Json?.Warnings.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        Json = null;
        complaints.WriteLine(JsonText.Of(error with { Warnings = warnings.Length > 0 ? warnings : null }, AnswerJson.Default.ErrorAnswer));
    }

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static StreamWriter Writer(int descriptor, bool autoFlush) =>
        new(new DescriptorStream(descriptor), new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = autoFlush };
}
