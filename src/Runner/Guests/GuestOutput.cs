using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// What QEMU prints, on its way into the guest's log: a named pipe in the run's directory that QEMU has open for reading too. So it goes on, and keeps what is
/// in it, while nobody reads, and the next supervisor opens it by its name. What is read leaves the pipe only once it is in the log: a reader that is killed
/// may leave a line twice, never none.
/// </summary>
internal sealed class GuestOutput : IMeanwhile, IDisposable
{
    public const string FileName = "output";

    /// <summary>So much waits for a new supervisor before QEMU has to.</summary>
    public const int Capacity = 1 << 20;

    /// <summary>Read at one blow, so that whoever reads comes to its other business.</summary>
    private const int MostAtOnce = 256 << 10;

    private const int RetryMilliseconds = 1000;

    /// <summary>A serial port comes a byte at a time: what comes meanwhile is moved at one blow.</summary>
    private const int PauseMilliseconds = 20;

    private readonly GuestLog log;
    private readonly bool isOurs;
    private readonly FileDescriptor pipe;
    private readonly FileDescriptor peekRead;
    private readonly FileDescriptor peekWrite;
    private readonly byte[] buffer = new byte[8192];
    private readonly byte[] last = new byte[GuestLog.QuotedBytes];
    private int lastLength;
    private long total;
    private long dropped;
    private long? retryAt;

    private GuestOutput(GuestLog log, FileDescriptor pipe, bool isOurs = true)
    {
        this.log = log;
        this.isOurs = isOurs;
        this.pipe = pipe;
        (peekRead, peekWrite) = Files.Pipe();
        Files.SetNonBlocking(peekRead);
    }

    /// <summary>To be waited for; a log that takes nothing now is tried again later.</summary>
    public FileDescriptor Pipe => pipe;

    /// <summary>Forgets a pause that is over: from then on only what comes wakes whoever waits.</summary>
    public bool IsDue
    {
        get
        {
            if (retryAt is { } at && Environment.TickCount64 >= at)
            {
                retryAt = null;
            }

            return retryAt is null;
        }
    }

    /// <summary>Milliseconds until the log is to be tried again; -1 where it takes what comes. Asked after <see cref="IsDue"/>.</summary>
    public int MillisecondsToRetry => retryAt is { } at ? (int)Math.Clamp(at - Environment.TickCount64, 0, int.MaxValue) : -1;

    /// <summary>Makes the pipe; the second is QEMU's end, for its standard output and error.</summary>
    public static (GuestOutput Output, FileDescriptor QemuEnd) Create(GuestLog log, string runDirectory)
    {
        string path = $"{runDirectory}/{FileName}";
        Files.Delete(path);
        Files.MakePipe(path, FileModes.OwnerFile);
        FileDescriptor both = Files.Open(path, Libc.O_RDWR, UnixFileMode.None);

        // a user with very many guests may have to do with less
        _ = Libc.fcntl(both, Libc.F_SETPIPE_SZ, Capacity);
        return (new GuestOutput(log, OpenEnd(path)), both);
    }

    /// <summary>That of a guest that runs; null where its QEMU writes the log itself.</summary>
    /// <param name="record">The guest.</param>
    /// <param name="path">The pipe of this run, whoever has its name by now.</param>
    public static GuestOutput? Of(GuestRecord record, string path)
    {
        try
        {
            // the pipe's name may be gone, as with all of /run; QEMU itself is never
            string place = File.Exists(path) ? path : string.Create(CultureInfo.InvariantCulture, $"/proc/{record.Qemu?.Pid}/fd/1");
            return FileStatus.Of(place) is { IsPipe: true } ? new GuestOutput(record.Log, OpenEnd(place)) : null;
        }
        catch (NativeException)
        {
            return null;
        }
    }

    /// <summary>That of a file that a character device writes to; nothing of ours is written there.</summary>
    public static GuestOutput OfFile(LoggedFile file, LogLimits limits, FileDescriptor end)
    {
        Files.SetNonBlocking(end);
        return new GuestOutput(new GuestLog(file.Path, limits) { IsOfDomain = true }, end, isOurs: false);
    }

    /// <summary>The pipe for somebody else who has something to say and must not wait; null where there is none.</summary>
    public static FileDescriptor? TryOpen(string runDirectory)
    {
        try
        {
            return Files.Open($"{runDirectory}/{FileName}", Libc.O_RDWR | Libc.O_NONBLOCK, UnixFileMode.None);
        }
        catch (NativeException)
        {
            return null;
        }
    }

    /// <summary>Moves what waits into the log, but no more than a bit at a time; true where there may be more.</summary>
    public bool Move()
    {
        retryAt = null;
        for (int moved = 0; moved < MostAtOnce;)
        {
            int count = Peek();
            if (count <= 0)
            {
                Pause(moved);
                return false;
            }

            int written = 0;
            try
            {
                log.Append(buffer.AsSpan(0, count), out written);
                SayDropped();
            }
            catch (NativeException)
            {
                Consume(written);
                if (!MakeRoom())
                {
                    retryAt = Environment.TickCount64 + RetryMilliseconds;
                    return false;
                }

                continue;
            }

            Consume(written);
            moved += written;
        }

        Pause(MostAtOnce);
        return true;
    }

    /// <summary>Moves all that QEMU, which has ended, has said.</summary>
    public void MoveAll()
    {
        for (int i = 0; i < 2 * Capacity / MostAtOnce && Move(); i++)
        {
            // as much as the pipe can hold
        }
    }

    /// <summary>The last that passed here, whole lines only.</summary>
    public string Tail() => GuestLog.LastLines(last.AsSpan(0, lastLength), isWhole: total <= last.Length);

    public void Dispose()
    {
        pipe.Dispose();
        peekRead.Dispose();
        peekWrite.Dispose();
    }

    /// <summary>Where what was written into a pipe is read; it need not be there yet.</summary>
    internal static FileDescriptor OpenEnd(string path) => Files.Open(path, Libc.O_RDONLY | Libc.O_NONBLOCK, UnixFileMode.None);

    /// <summary>Copies what comes next into the buffer and leaves it in the pipe; 0 where there is nothing.</summary>
    private int Peek()
    {
        nint count;
        while ((count = Libc.tee(pipe, peekWrite, buffer.Length, Libc.SPLICE_F_NONBLOCK)) < 0 && Errno.Last == Errno.EINTR)
        {
            // again
        }

        return count <= 0 ? 0 : Files.ReadFully(peekRead, buffer.AsSpan(0, (int)count), FileName);
    }

    private void Consume(int count)
    {
        Remember(buffer.AsSpan(0, count));
        Discard(count);
    }

    private void Pause(int moved)
    {
        if (moved > 0 && !isOurs)
        {
            retryAt = Environment.TickCount64 + PauseMilliseconds;
        }
    }

    /// <summary>QEMU may read its own pipe, and take away what it has said: then there is nothing to discard.</summary>
    private void Discard(int count)
    {
        nint read;
        while (count > 0 && ((read = Libc.read(pipe, ref buffer[0], count)) > 0 || (read < 0 && Errno.Last == Errno.EINTR)))
        {
            count -= (int)Math.Max(read, 0);
        }
    }

    private void Remember(ReadOnlySpan<byte> data)
    {
        total += data.Length;
        ReadOnlySpan<byte> end = data[Math.Max(0, data.Length - last.Length)..];
        int kept = Math.Min(lastLength, last.Length - end.Length);
        last.AsSpan(lastLength - kept, kept).CopyTo(last);
        end.CopyTo(last.AsSpan(kept));
        lastLength = kept + end.Length;
    }

    /// <summary>
    /// A full disk: what QEMU says waits in the pipe. Where that is nearly full, the oldest goes, since QEMU must not wait for a disk; true where something
    /// went.
    /// </summary>
    private bool MakeRoom()
    {
        int waiting = 0;
        if (Libc.ioctl(pipe, Libc.FIONREAD, ref System.Runtime.CompilerServices.Unsafe.As<int, byte>(ref waiting)) < 0
            || waiting <= Libc.fcntl(pipe, Libc.F_GETPIPE_SZ, 0) / 2)
        {
            return false;
        }

        int count = Peek();
        Consume(count);
        dropped += count;
        return count > 0;
    }

    private void SayDropped()
    {
        if (dropped > 0 && isOurs)
        {
            log.Append(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{GuestLog.Timestamp()}: virshlite: {dropped} bytes of output found no room on the disk\n")));
            dropped = 0;
        }
    }
}
