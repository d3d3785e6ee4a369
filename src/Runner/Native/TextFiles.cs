using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Native;

/// <summary>Texts that people hand in: bounded, whatever the file is (a pipe, a device that never ends), and of valid characters.</summary>
public static class TextFiles
{
    /// <summary>More than any definition has.</summary>
    public const int Longest = 64 << 20;

    private const int Step = 1 << 16;

    /// <summary>The text of a stream of UTF-8; of UTF-16 where a mark at its start says so.</summary>
    /// <param name="stream">Read to its end, or to the limit.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="DomainException">It is longer than the limit, or no text in that encoding.</exception>
    public static string Read(Stream stream, string name)
    {
        byte[] buffer = new byte[Step];
        int length = 0;
        int read;
        while ((read = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += read;
            if (length > Longest)
            {
                throw DomainException.Operation($"'{name}' is longer than {Longest >> 20} MiB");
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        try
        {
            return Decode(buffer.AsSpan(0, length));
        }
        catch (DecoderFallbackException e)
        {
            throw new DomainException($"'{name}' is no text in UTF-8: byte {e.Index} and what follows are no character");
        }
    }

    /// <summary>The same for a file.</summary>
    /// <exception cref="DomainException">As above.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        return Read(stream, path);
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Strict.GetString(bytes[3..]),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes[2..]),
        _ => Strict.GetString(bytes),
    };

    private static UTF8Encoding Strict { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
