namespace VirshLite.Runner.Commands;

/// <summary>What a short command did: its exit code (128 and the signal where a signal ended it) and all that it wrote.</summary>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>The code of a command that was killed because it took too long.</summary>
    public const int TimedOut = -1;

    private const int QuotedCharacters = 1024;

    public bool Success => ExitCode == 0;

    /// <summary>The end of what it said: of its errors, or of its output where it wrote no error.</summary>
    public string LastWords
    {
        get
        {
            string said = (string.IsNullOrWhiteSpace(Error) ? Output : Error).Trim();
            return said.Length <= QuotedCharacters ? said : said[^QuotedCharacters..];
        }
    }

    /// <summary>libvirt's sentence for a command that failed.</summary>
    public string FailureText => $"Child process ({CommandLine}) unexpected {(ExitCode == TimedOut ? "end" : $"exit status {ExitCode}")}: {LastWords}";

    /// <summary>This result where the command succeeded.</summary>
    /// <param name="what">What could not be done, in words that begin the message; null: libvirt's sentence alone.</param>
    /// <exception cref="GuestException">The command failed; the message names it and has its last words.</exception>
    public CommandResult Check(string? what = null) =>
        Success ? this : throw new GuestException(what is null
            ? "internal error: " + FailureText : $"{what}: {Name}: {(LastWords.Length > 0 ? LastWords : $"exit status {ExitCode}")}");

    private string Name => Path.GetFileName(CommandLine.Split(' ')[0]);
}
