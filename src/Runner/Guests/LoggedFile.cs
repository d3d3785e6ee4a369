namespace VirshLite.Runner.Guests;

/// <summary>A file that a character device of the guest writes to through a pipe: its supervisor moves what comes into it, and begins new ones.</summary>
/// <param name="Pipe">The pipe's name in the run's directory.</param>
/// <param name="Path">The file.</param>
public sealed record LoggedFile(string Pipe, string Path);
