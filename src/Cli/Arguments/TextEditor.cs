using System.Diagnostics;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Arguments;

/// <summary>The user's editor on a text: $VISUAL, $EDITOR or vi, as virsh chooses.</summary>
internal static class TextEditor
{
    /// <summary>The text as it was left; null where nothing was changed.</summary>
    /// <exception cref="DomainException">The editor could not be run, or failed.</exception>
    public static string? Edit(string text)
    {
        string file = Path.Combine(Path.GetTempPath(), "virshlite-" + Path.GetRandomFileName() + ".xml");
        using (FileStream stream = new(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        try
        {
            string editor = Environment.GetEnvironmentVariable("VISUAL") is { Length: > 0 } visual ? visual
                : Environment.GetEnvironmentVariable("EDITOR") is { Length: > 0 } plain ? plain : "vi";

            // the variable may hold options, so a shell takes it apart
            using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", editor + " \"$1\"", "sh", file]) { UseShellExecute = false })
                ?? throw DomainException.Operation($"cannot run the editor '{editor}'");
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw DomainException.Operation($"{editor}: command exited with non-zero status");
            }

            string after = File.ReadAllText(file);
            return after == text ? null : after;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
