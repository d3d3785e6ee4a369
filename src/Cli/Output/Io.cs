using System.Text;

namespace VirshLite.Cli.Output;

/// <summary>
/// Where a verb's words go, and whether colours make sense there.
/// </summary>
internal sealed class Io : IDisposable
{
    public Io(TextWriter output, TextWriter error, bool outputIsTerminal = false)
    {
        RawOut = output;
        RawError = error;
        Out = outputIsTerminal ? new PlainWriter(output) : output;
        Error = new PlainWriter(error);
        OutputIsTerminal = outputIsTerminal;
    }

    /// <summary>Says nothing to anybody.</summary>
    public static Io Silent => new(TextWriter.Null, TextWriter.Null);

    /// <summary>Words of any origin.</summary>
    public TextWriter Out { get; }

    /// <summary>Words of any origin.</summary>
    public TextWriter Error { get; }

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

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static StreamWriter Writer(int descriptor, bool autoFlush) =>
        new(new DescriptorStream(descriptor), new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = autoFlush };
}
