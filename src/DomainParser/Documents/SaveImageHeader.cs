using System.Buffers.Binary;

namespace VirshLite.DomainParser.Documents;

/// <summary>
/// The first 92 bytes of a saved guest's image, in libvirt's form (guest-state.md 1.1). Numbers are of 32 bits, in the writer's byte order; ours is little
/// endian.
/// </summary>
public sealed record SaveImageHeader
{
    public const int Length = 92;

    /// <summary>The highest version there is.</summary>
    public const uint CurrentVersion = 2;

    private const int MagicLength = 16;

    /// <summary>False while the image is being written: it is of no use yet.</summary>
    public bool IsComplete { get; init; }

    public uint Version { get; init; } = CurrentVersion;

    /// <summary>Bytes between the header and QEMU's stream: XML, cookie and room for them to grow.</summary>
    public required uint DataLength { get; init; }

    /// <summary>The guest ran, and runs again once it is restored.</summary>
    public bool WasRunning { get; init; }

    /// <summary>The number of the stream's format (guest-state.md 1.2).</summary>
    public uint Format { get; init; }

    /// <summary>Where in the data area the cookie stands; 0 = there is none.</summary>
    public uint CookieOffset { get; init; }

    /// <summary>Where in the file QEMU's stream begins.</summary>
    public long StreamOffset => Length + (long)DataLength;

    private static ReadOnlySpan<byte> CompleteMagic => "LibvirtQemudSave"u8;

    private static ReadOnlySpan<byte> PartialMagic => "LibvirtQemudPart"u8;

    /// <summary>The header of an image that is still being written, or was never finished.</summary>
    public static bool IsPartial(ReadOnlySpan<byte> bytes) => bytes.StartsWith(PartialMagic);

    /// <exception cref="DomainException">This is no header, or one that is not known.</exception>
    public static SaveImageHeader Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length)
        {
            throw Refused("operation failed: failed to read qemu header");
        }

        bool complete = bytes[..MagicLength].SequenceEqual(CompleteMagic);
        if (!complete)
        {
            throw Refused(bytes[..MagicLength].SequenceEqual(PartialMagic)
                ? "operation failed: save image is incomplete"
                : "operation failed: image magic is incorrect");
        }

        bool swapped = Number(bytes, 0, swap: false) > CurrentVersion;
        uint version = Number(bytes, 0, swapped);
        if (version > CurrentVersion)
        {
            throw Refused($"operation failed: image version is not supported ({version} > {CurrentVersion})");
        }

        var header = new SaveImageHeader
        {
            IsComplete = true,
            Version = version,
            DataLength = Number(bytes, 1, swapped),
            WasRunning = Number(bytes, 2, swapped) != 0,
            Format = Number(bytes, 3, swapped),
            CookieOffset = Number(bytes, 4, swapped),
        };
        return header.DataLength == 0 || header.DataLength > int.MaxValue || header.CookieOffset > header.DataLength
            ? throw Refused($"operation failed: invalid header data length: {header.DataLength}")
            : header;
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        (IsComplete ? CompleteMagic : PartialMagic).CopyTo(bytes);
        ReadOnlySpan<uint> numbers = [Version, DataLength, WasRunning ? 1u : 0u, Format, CookieOffset];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(MagicLength + (i * 4)), numbers[i]);
        }

        return bytes;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int index, bool swap)
    {
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(MagicLength + (index * 4))..]);
        return swap ? BinaryPrimitives.ReverseEndianness(number) : number;
    }

    private static DomainException Refused(string why) => new(why, default, RefusalKind.Plain);
}
