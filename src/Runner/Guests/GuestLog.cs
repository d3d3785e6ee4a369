using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// A guest's log file in libvirt's form (startup.md 9): appended to, times in UTC; a new file is begun before one grows beyond its limits. Any process may
/// write at any time: what is written while another one begins the new file ends up in the old one, and nothing is lost.
/// </summary>
internal readonly record struct GuestLog(string Path, LogLimits Limits)
{
    /// <summary>The file is where a domain says, maybe in a directory of another user's.</summary>
    public bool IsOfDomain { get; init; }

    private OutputPlace? Place { get; init; }

    private const int LockAttempts = 20;
    private const string ReasonWord = "shutting down, reason=";

    /// <summary>How much of QEMU's output an error message quotes.</summary>
    public const int QuotedBytes = 1024;

    /// <summary>The time that starts a line, <c>2025-01-31 09:30:00.123+0000</c>.</summary>
    public static string Timestamp() => DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary>One line with its time. A log that cannot be written (disk full) stops nothing.</summary>
    public void Line(string text)
    {
        try
        {
            Append(Encoding.UTF8.GetBytes($"{Timestamp()}: {text}\n"));
        }
        catch (NativeException)
        {
            // the guest's end must not depend on its log
        }
    }

    public void ShuttingDown(string reason) => Line(ReasonWord + reason);

    /// <summary>Appends, in whole lines where they fit, and begins a new file as often as that takes.</summary>
    /// <exception cref="NativeException">The disk does not take it; <see cref="NativeException.Number"/> says why.</exception>
    public void Append(ReadOnlySpan<byte> data) => Append(data, out _);

    /// <param name="data">What is to be written.</param>
    /// <param name="written">How much of it was, where this throws.</param>
    public void Append(ReadOnlySpan<byte> data, out int written)
    {
        written = 0;
        if (!IsOfDomain)
        {
            AppendHere(data, ref written);
            return;
        }

        using OutputPlace place = OutputPlace.Of(Path);
        (this with { Path = place.Path, Place = place }).AppendHere(data, ref written);
    }

    private void AppendHere(ReadOnlySpan<byte> data, ref int written)
    {
        while (written < data.Length)
        {
            using FileDescriptor file = Place?.OpenToAppend() ?? Files.OpenOutput(Path, append: true, FileModes.OwnerFile);
            ReadOnlySpan<byte> rest = data[written..];
            int fits = Fitting(rest);
            if (fits < rest.Length && TryLock(file))
            {
                if (IsPresent(file))
                {
                    Write(file, rest[..fits], ref written);
                    if (BeginNew(file))
                    {
                        continue;
                    }
                }
                else
                {
                    // somebody has just begun a new one
                    continue;
                }
            }

            // another process is at it and stays, or the directory takes no new file: the text goes where the file is
            Write(file, data[written..], ref written);
        }
    }

    /// <summary>Why the last run ended; null where the log does not say.</summary>
    public string? LastReason()
    {
        string tail = Tail(Path, 0);
        int at = tail.LastIndexOf(ReasonWord, StringComparison.Ordinal);
        return at < 0 ? null : tail[(at + ReasonWord.Length)..].Split('\n')[0].Trim();
    }

    /// <summary>The last of what was written after <paramref name="from"/>, whole lines only, at most <see cref="QuotedBytes"/>.</summary>
    public static string Tail(string path, long from)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            long start = Math.Max(Math.Min(from, file.Length), file.Length - QuotedBytes);
            file.Position = start;
            byte[] bytes = new byte[file.Length - start];
            file.ReadExactly(bytes);
            return LastLines(bytes, isWhole: start == from);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The text without its first line, unless that is known to be whole.</summary>
    public static string LastLines(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return (isWhole || text.IndexOf('\n', StringComparison.Ordinal) is not (>= 0 and int newline) ? text : text[(newline + 1)..]).Trim();
    }

    private static void Write(FileDescriptor file, ReadOnlySpan<byte> data, ref int written)
    {
        while (data.Length > 0)
        {
            nint count = Libc.write(file, ref System.Runtime.InteropServices.MemoryMarshal.GetReference(data), data.Length);
            if (count > 0)
            {
                written += (int)count;
                data = data[(int)count..];
            }
            else if (Errno.Last != Errno.EINTR)
            {
                throw NativeException.Last("Cannot write to the guest's log");
            }
        }
    }

    /// <summary>How many bytes go into the present file: whole lines only, unless a single line would fill one.</summary>
    private int Fitting(ReadOnlySpan<byte> data)
    {
        if (Limits.MaxBytes == 0 || FileStatus.Of(Path) is not { } status)
        {
            return data.Length;
        }

        long room = (long)Limits.MaxBytes - (long)Math.Min(status.Size, long.MaxValue);
        if (data.Length <= room)
        {
            return data.Length;
        }

        int newline = room > 0 ? data[..(int)room].LastIndexOf((byte)'\n') : -1;
        return newline >= 0 ? newline + 1
            : status.Size == 0 ? (int)Math.Min(data.Length, Math.Max(room, 1))
            : 0;
    }

    /// <summary>Whoever has it begins a new file, which takes no time, or is just dying.</summary>
    private static bool TryLock(FileDescriptor file)
    {
        for (int attempt = 0; attempt < LockAttempts; attempt++)
        {
            if (Libc.flock(file, Libc.LOCK_EX | Libc.LOCK_NB) == 0)
            {
                return true;
            }

            Thread.Sleep(5);
        }

        return false;
    }

    private bool IsPresent(FileDescriptor file) =>
        FileStatus.Of($"/proc/self/fd/{file.Number}") is { } mine && FileStatus.Of(Path) is { } present && mine.Inode == present.Inode;

    /// <summary>Renames the file and its elders; false where the directory does not take it.</summary>
    private bool BeginNew(FileDescriptor file)
    {
        if (Limits.Backups == 0)
        {
            return Libc.ftruncate(file, 0) == 0;
        }

        for (uint number = Limits.Backups - 1; number > 0; number--)
        {
            _ = Libc.rename(Backup(number - 1), Backup(number));
        }

        return Libc.rename(Path, Backup(0)) == 0;
    }

    private string Backup(uint number) => string.Create(CultureInfo.InvariantCulture, $"{Path}.{number}");
}
