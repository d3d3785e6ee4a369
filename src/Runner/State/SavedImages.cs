using Microsoft.Win32.SafeHandles;
using VirshLite.DomainParser.Documents;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.State;

/// <summary>Images of saved guests on disk: what stands before QEMU's stream is read and rewritten here.</summary>
public static class SavedImages
{
    /// <exception cref="DomainParser.DomainException">The file is none, or not complete.</exception>
    public static SaveImage Read(string path)
    {
        using FileDescriptor file = Open(path);
        Span<byte> start = stackalloc byte[SaveImageHeader.Length];
        int count = Files.ReadFully(file, start, path);
        SaveImageHeader header = SaveImageHeader.Parse(start[..count]);
        long left = LengthOf(file) - SaveImageHeader.Length;
        byte[] data = new byte[(int)Math.Min(header.DataLength, Math.Max(left, 0))];
        return Files.ReadFully(file, data, path) == data.Length && data.Length == header.DataLength
            ? SaveImage.Parse(header, data)
            : throw new GuestException("operation failed: failed to read domain XML");
    }

    /// <summary>Whether the file has come to its end: neither is it cut short, nor does it say of itself that it is still being written.</summary>
    public static bool IsFinished(string path)
    {
        using FileDescriptor file = Open(path);
        Span<byte> start = stackalloc byte[SaveImageHeader.Length];
        return Files.ReadFully(file, start, path) == SaveImageHeader.Length && !SaveImageHeader.IsPartial(start);
    }

    /// <summary>Puts another definition into an image, in place.</summary>
    public static void Rewrite(string path, SaveImage image)
    {
        using FileDescriptor file = OpenForWriting(path);
        Files.Write(file, image.ToBytes(), path);
        Files.Sync(file, path);
    }

    /// <summary>Of the open file itself: its path may be a link of the kernel's.</summary>
    private static long LengthOf(FileDescriptor file)
    {
        using var stream = new FileStream(new SafeFileHandle(file.Number, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        return stream.CanSeek ? stream.Length : 0;
    }

    private static FileDescriptor Open(string path)
    {
        try
        {
            return Files.OpenRead(path);
        }
        catch (NativeException e)
        {
            throw new GuestException($"Failed to open file '{path}': {Errno.Text(e.Number)}", e);
        }
    }

    private static FileDescriptor OpenForWriting(string path)
    {
        try
        {
            return Files.OpenMade(path);
        }
        catch (NativeException e)
        {
            throw new GuestException($"Failed to open file '{path}': {Errno.Text(e.Number)}", e);
        }
    }
}
