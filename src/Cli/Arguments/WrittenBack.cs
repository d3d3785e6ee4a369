using VirshLite.Cli.Output;
using VirshLite.DomainParser.Editing;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;

namespace VirshLite.Cli.Arguments;

/// <summary><c>--write-back</c>: what was drawn for a start is kept in the file that it was started from.</summary>
internal sealed class WrittenBack
{
    private readonly string file;
    private readonly string text;

    /// <param name="file">Null where there is none; it is read before anything else, so that a later change of it is noticed.</param>
    public WrittenBack(string? file)
    {
        this.file = file is null or "-" or "/dev/stdin"
            ? throw new UsageException("--write-back needs a file: a definition has its UUID and MAC addresses, and standard input cannot be written to") : file;
        text = DomainFile.ReadText(file);
    }

    /// <summary>Writes the file anew, at once and with its formatting. The guest runs by now: what cannot be written is a warning.</summary>
    public void Keep(Domain started, Action<string> say)
    {
        if (KeptIdentity.Of(text, started) is not { } changed)
        {
            return;
        }

        if (DomainFile.ReadText(file) != text)
        {
            say($"warning: {file} was changed meanwhile: the UUID and the MAC addresses of this start are not written into it");
            return;
        }

        try
        {
            ReplacedFile.Write(file, changed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NativeException)
        {
            say($"warning: the UUID and the MAC addresses of this start cannot be kept: {e.Message}");
        }
    }
}
