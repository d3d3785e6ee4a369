using System.Text;

namespace VirshLite.Cli.Output;

/// <summary>
/// Where a verb's words go, and whether colours make sense there.
/// </summary>
internal sealed class Io : IDisposable
{
    public Io(TextWriter output, TextWriter error, bool outputIsTerminal = false)
    {
        Out = output;
        Error = error;
        OutputIsTerminal = outputIsTerminal;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Colours and progress make sense on standard output.</summary>
    public bool OutputIsTerminal { get; }

    /// <summary>The file or guest whose XML is being worked on, for error messages.</summary>
    public string? InputName { get; set; }

    public static Io OfProcess() => new(Writer(1, false), Writer(2, true), DescriptorStream.IsTerminal(1) && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static StreamWriter Writer(int descriptor, bool autoFlush) => new(new DescriptorStream(descriptor), new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = autoFlush };
}
