using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>A guest's log file in libvirt's form (startup.md 9): appended to, times in UTC.</summary>
internal static class GuestLog
{
    private const string ReasonWord = "shutting down, reason=";

    /// <summary>How much of QEMU's output an error message quotes.</summary>
    public const int QuotedBytes = 1024;

    /// <summary>The time that starts a line, <c>2025-01-31 09:30:00.123+0000</c>.</summary>
    public static string Timestamp() => DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary>One line with its time. A log that cannot be written (disk full) stops nothing.</summary>
    public static void Line(string path, string text)
    {
        try
        {
            using FileDescriptor file = Files.OpenOutput(path, append: true, FileModes.OwnerFile);
            Files.Write(file, Encoding.UTF8.GetBytes($"{Timestamp()}: {text}\n"), path);
        }
        catch (NativeException)
        {
            // the guest's end must not depend on its log
        }
    }

    /// <summary>Why the last run ended; null where the log does not say.</summary>
    public static string? LastReason(string path)
    {
        string tail = Tail(path, 0);
        int at = tail.LastIndexOf(ReasonWord, StringComparison.Ordinal);
        return at < 0 ? null : tail[(at + ReasonWord.Length)..].Split('\n')[0].Trim();
    }

    public static void ShuttingDown(string path, string reason) => Line(path, ReasonWord + reason);

    /// <summary>The last of what was written after <paramref name="from"/>, whole lines only, at most <see cref="QuotedBytes"/>.</summary>
    public static string Tail(string path, long from)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            long start = Math.Max(from, file.Length - QuotedBytes);
            file.Position = start;
            byte[] bytes = new byte[file.Length - start];
            file.ReadExactly(bytes);
            string text = Encoding.UTF8.GetString(bytes);
            if (start > from && text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and int newline)
            {
                text = text[(newline + 1)..];
            }

            return text.Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
