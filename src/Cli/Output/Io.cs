using System.Text;

namespace VirshLite.Cli.Output;

/// <summary>
/// Where a verb's words go. The process's own streams are opened as plain streams: the set-up of <see cref="Console"/>'s writers costs a short command more than its work.
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

    public static Io OfProcess() => new(Writer(Console.OpenStandardOutput(), false), Writer(Console.OpenStandardError(), true), !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");

    public void Dispose()
    {
        try
        {
            Out.Flush();
            Error.Flush();
        }
        catch (IOException)
        {
            // the reader went away (virshlite list | head)
        }
    }

    private static StreamWriter Writer(Stream stream, bool autoFlush) => new(stream, new UTF8Encoding(false), bufferSize: 4096) { AutoFlush = autoFlush };
}
