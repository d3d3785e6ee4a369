namespace VirshLite.Runner.Native;

/// <summary>How many letters fit on a terminal.</summary>
/// <param name="Columns">In a line.</param>
/// <param name="Rows">Lines.</param>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    private const nuint TIOCGWINSZ = 0x5413;

    /// <summary>Of the terminal that the descriptor is; 80 × 24 where it is none or does not tell.</summary>
    public static TerminalSize Of(int descriptor)
    {
        // struct winsize: rows, columns, and two numbers of pixels
        ushort[] size = new ushort[4];
        ref byte first = ref System.Runtime.CompilerServices.Unsafe.As<ushort, byte>(ref size[0]);
        return Libc.ioctl(descriptor, TIOCGWINSZ, ref first) == 0 && size is [> 0, > 0, ..] ? new(size[1], size[0]) : new(80, 24);
    }
}
