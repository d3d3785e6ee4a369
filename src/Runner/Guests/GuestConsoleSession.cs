using System.Runtime.InteropServices;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The caller's terminal joined to a console of a guest: a pty or a Unix socket. Ctrl+] leaves; the end of an input that is no terminal does not: the guest is
/// heard out.
/// </summary>
internal static class GuestConsoleSession
{
    private const byte Escape = 0x1D; // Ctrl+]

    /// <summary>How often it is looked whether somebody else has taken the console.</summary>
    private const int ClaimMilliseconds = 500;

    private const int Input = 0;
    private const int Output = 1;

    private enum Flow
    {
        Open,

        /// <summary>Nothing more comes.</summary>
        Ended,

        /// <summary>The escape character was typed.</summary>
        Left,
    }

    public static void Run(GuestRecord record, string directory, string? alias, Action<ConsoleEndpoint>? ready, bool force)
    {
        ConsoleEndpoint endpoint = Choose(record, alias);
        using var claim = ConsoleClaim.Take(directory, endpoint.Alias, force);
        using FileDescriptor device = Open(endpoint);
        ready?.Invoke(endpoint);
        using var raw = TerminalMode.Raw(Input);
        Join(device, claim);
    }

    private static ConsoleEndpoint Choose(GuestRecord record, string? alias)
    {
        foreach (ConsoleEndpoint endpoint in record.Consoles)
        {
            bool fits = alias is null ? endpoint.Type is "pty" or "unix" && !endpoint.Alias.StartsWith("channel", StringComparison.Ordinal)
                : endpoint.Alias == alias;
            if (fits)
            {
                return endpoint.Type is "pty" or "unix"
                    ? endpoint
                    : throw new GuestException($"character device {endpoint.Alias} is not using a PTY or a UNIX socket but {endpoint.Type}");
            }
        }

        string known = record.Consoles.Count == 0 ? "the guest has none" : "there is " + string.Join(", ", record.Consoles.Select(c => c.Alias));
        throw new GuestException(alias is null ? "cannot find a console device: " + known : $"cannot find character device '{alias}': {known}");
    }

    private static FileDescriptor Open(ConsoleEndpoint endpoint) => endpoint.Type == "pty"
        ? Files.Open(endpoint.Path, Libc.O_RDWR | 0x100 /* O_NOCTTY */, UnixFileMode.None)
        : UnixSockets.Connect(endpoint.Path);

    private static void Join(FileDescriptor device, ConsoleClaim claim)
    {
        byte[] buffer = new byte[4096];
        using var input = FileDescriptor.Borrowed(Input);
        using var output = FileDescriptor.Borrowed(Output);
        Span<Libc.PollFd> fds = [new() { Fd = Input, Events = Libc.POLLIN }, new() { Fd = device.Number, Events = Libc.POLLIN }];
        while (true)
        {
            if (Libc.poll(ref MemoryMarshal.GetReference(fds), 2, ClaimMilliseconds) < 0)
            {
                if (Errno.Last == Errno.EINTR)
                {
                    continue;
                }

                throw NativeException.Last("Cannot wait for the console");
            }

            if (claim.IsLost)
            {
                return;
            }

            if (fds[1].Returned != 0 && Copy(device, output, buffer, stopAtEscape: false) != Flow.Open)
            {
                return;
            }

            Flow typed = fds[0].Returned == 0 ? Flow.Open : Copy(input, device, buffer, stopAtEscape: true);
            if (typed == Flow.Left || (typed == Flow.Ended && !Console.IsInputRedirected))
            {
                return;
            }

            if (typed == Flow.Ended)
            {
                // a script has said all it wanted to say; it may still want to hear the guest out
                fds[0].Fd = -1;
                fds[0].Returned = 0;
            }
        }
    }

    private static Flow Copy(FileDescriptor from, FileDescriptor to, byte[] buffer, bool stopAtEscape)
    {
        nint count = Libc.read(from, ref buffer[0], buffer.Length);
        if (count <= 0)
        {
            return count < 0 && Errno.Last is Errno.EINTR or Errno.EAGAIN ? Flow.Open : Flow.Ended;
        }

        ReadOnlySpan<byte> data = buffer.AsSpan(0, (int)count);
        int escape = stopAtEscape ? data.IndexOf(Escape) : -1;
        data = escape >= 0 ? data[..escape] : data;
        while (data.Length > 0)
        {
            nint written = Libc.write(to, ref MemoryMarshal.GetReference(data), data.Length);
            if (written < 0 && Errno.Last is not (Errno.EINTR or Errno.EAGAIN))
            {
                return Flow.Ended;
            }

            data = data[(int)Math.Max(written, 0)..];
        }

        return escape < 0 ? Flow.Open : Flow.Left;
    }
}
