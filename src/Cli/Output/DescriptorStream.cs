using System.Runtime.InteropServices;

namespace VirshLite.Cli.Output;

/// <summary>
/// One of the process's standard descriptors as a stream, byte for byte. <see cref="Console"/>'s own streams set the terminal up and start a thread for
/// signals, which costs a short command more than its work.
/// </summary>
internal sealed partial class DescriptorStream(int descriptor) : Stream
{
    private const int InterruptedCall = 4;
    private const int BrokenPipe = 32;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static bool IsTerminal(int descriptor) => IsATty(descriptor) == 1;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint got = ReadCall(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (got >= 0)
            {
                return (int)got;
            }

            ThrowUnlessInterrupted("standard input cannot be read");
        }

        return 0;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint put = WriteCall(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (put >= 0)
            {
                buffer = buffer[(int)put..];
            }
            else if (Marshal.GetLastPInvokeError() == BrokenPipe)
            {
                return; // nobody reads any more (virshlite list | head)
            }
            else
            {
                ThrowUnlessInterrupted("the output cannot be written");
            }
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void ThrowUnlessInterrupted(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error != InterruptedCall)
        {
            throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "isatty")]
    private static partial int IsATty(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadCall(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteCall(int descriptor, ref byte buffer, nint count);
}
