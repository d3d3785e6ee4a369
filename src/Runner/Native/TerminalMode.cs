namespace VirshLite.Runner.Native;

/// <summary>A terminal in raw mode until disposed; nothing where the descriptor is no terminal.</summary>
public sealed class TerminalMode : IDisposable
{
    private const int TCSANOW = 0;
    private const int Size = 128; // more than struct termios of any C library

    private readonly int fd;
    private readonly byte[]? former;

    private TerminalMode(int fd, byte[]? former)
    {
        this.fd = fd;
        this.former = former;
    }

    /// <param name="fd">The terminal; anything else is left as it is.</param>
    public static TerminalMode Raw(int fd)
    {
        byte[] former = new byte[Size];
        if (Libc.isatty(fd) == 0 || Libc.tcgetattr(fd, ref former[0]) < 0)
        {
            return new TerminalMode(fd, null);
        }

        byte[] raw = [.. former];
        Libc.cfmakeraw(ref raw[0]);
        _ = Libc.tcsetattr(fd, TCSANOW, ref raw[0]);
        return new TerminalMode(fd, former);
    }

    /// <summary>As it was before.</summary>
    public void Dispose()
    {
        if (former is not null)
        {
            _ = Libc.tcsetattr(fd, TCSANOW, ref former[0]);
        }
    }
}
