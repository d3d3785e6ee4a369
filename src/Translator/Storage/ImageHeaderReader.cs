using System.Buffers.Binary;
using System.Text;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>
/// Decodes the first bytes of an image: format by magic, backing file, data file (storage.md 16; the formats' published descriptions). Pure: bytes in, facts
/// out.
/// </summary>
internal static class ImageHeaderReader
{
    /// <summary>As many first bytes are enough for every format: the volume descriptor of an ISO lies furthest behind.</summary>
    public const int BytesNeeded = 33280;

    /// <summary>Longest name of a backing or data file that the formats allow.</summary>
    private const uint LongestName = 1023;

    /// <summary>Whether images of that format can have others below them, so that their headers are worth reading.</summary>
    public static bool CanHaveBacking(StorageFormat format) =>
        format is StorageFormat.Cow or StorageFormat.Qcow or StorageFormat.Qcow2 or StorageFormat.Qed or StorageFormat.Vmdk;

    /// <summary>The format that the first bytes look like; raw where they look like none.</summary>
    public static StorageFormat Probe(ReadOnlySpan<byte> start)
    {
        if (Has(start, 32769, "CD001"u8))
        {
            return StorageFormat.Iso;
        }

        if (Has(start, 0, "conectix"u8) && start.Length >= 16 && Big32(start, 12) == 0x10000)
        {
            return StorageFormat.Vpc;
        }

        if (start.Length >= 68 && BinaryPrimitives.ReadUInt32LittleEndian(start[64..]) == 0x7f10dabe)
        {
            return StorageFormat.Vdi;
        }

        if (Has(start, 0, "vhdxfile"u8))
        {
            return StorageFormat.Vhd;
        }

        if (Has(start, 0, "WithouFreSpacExt"u8) || Has(start, 0, "WithoutFreeSpace"u8))
        {
            return StorageFormat.Ploop;
        }

        if (Has(start, 0, "OOOM"u8) && start.Length >= 8 && Big32(start, 4) == 2)
        {
            return StorageFormat.Cow;
        }

        if (Has(start, 0, [(byte)'Q', (byte)'F', (byte)'I', 0xfb]) && start.Length >= 8)
        {
            return Big32(start, 4) switch { 1 => StorageFormat.Qcow, 2 or 3 => StorageFormat.Qcow2, _ => StorageFormat.Raw };
        }

        if (Has(start, 0, "QED\0"u8))
        {
            return StorageFormat.Qed;
        }

        return Has(start, 0, "KDMV"u8) && start.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) is >= 1 and <= 3
            ? StorageFormat.Vmdk
            : StorageFormat.Raw;
    }

    /// <summary>The header of an image that is known, or said, to be of <paramref name="format"/>.</summary>
    /// <exception cref="ImageHeaderException">The bytes are not such a header, are cut off, or contradict themselves.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> start, StorageFormat format)
    {
        if (!CanHaveBacking(format))
        {
            return new ImageHeader(format) { IsEncrypted = Has(start, 0, [(byte)'L', (byte)'U', (byte)'K', (byte)'S', 0xba, 0xbe]) };
        }

        StorageFormat found = Probe(start);
        if (found != format)
        {
            string looks = found == StorageFormat.Raw ? "its first bytes are those of no known format" : $"it looks like {StorageFormat.Names[found]}";
            throw new ImageHeaderException($"it is no {StorageFormat.Names[format]} image: {looks}");
        }

        return format switch
        {
            StorageFormat.Qcow2 => Qcow2(start),
            StorageFormat.Qcow => new ImageHeader(format, Name(start, Big64(start, 8), Big32(start, 16), "backing file"))
            {
                IsEncrypted = Big32(start, 36) != 0,
            },
            StorageFormat.Qed => Qed(start),
            StorageFormat.Vmdk => Vmdk(start),
            _ => Cow(start),
        };
    }

    /// <summary>Bytes of the disk that the guest sees; null where the format does not say it in its first bytes.</summary>
    /// <param name="length">Of the file, which is the size of a raw disk.</param>
    public static ulong? VirtualSize(ReadOnlySpan<byte> start, StorageFormat format, ulong length) => format switch
    {
        StorageFormat.Raw => length,
        StorageFormat.Qcow or StorageFormat.Qcow2 => Big64(start, 24),
        StorageFormat.Qed when start.Length >= 56 => BinaryPrimitives.ReadUInt64LittleEndian(start[48..]),
        StorageFormat.Vmdk when start.Length >= 20 => BinaryPrimitives.ReadUInt64LittleEndian(start[12..]) * 512,
        StorageFormat.Vdi when start.Length >= 376 => BinaryPrimitives.ReadUInt64LittleEndian(start[368..]),
        StorageFormat.Vpc => Big64(start, 48),
        _ => null,
    };

    private static ImageHeader Qcow2(ReadOnlySpan<byte> start)
    {
        const ulong ExternalDataFile = 1 << 2;
        uint version = Big32(start, 4);
        ulong backingOffset = Big64(start, 8);
        string? backing = Name(start, backingOffset, Big32(start, 16), "backing file");
        uint clusterBits = Big32(start, 20);
        if (clusterBits is < 9 or > 21)
        {
            throw new ImageHeaderException($"its header is corrupt: clusters of 2^{clusterBits} bytes");
        }

        uint headerLength = version == 2 ? 72 : Big32(start, 100);
        ulong features = version == 2 ? 0 : Big64(start, 72);
        ulong end = Math.Min(backing is null ? ulong.MaxValue : backingOffset, Math.Min(1UL << (int)clusterBits, (ulong)start.Length));
        if (headerLength < (version == 2 ? 72u : 104u) || headerLength > end)
        {
            throw new ImageHeaderException($"its header is corrupt: a length of {headerLength} bytes");
        }

        string? backingFormat = null;
        string? dataFile = null;
        for (ulong at = headerLength; at + 8 <= end;)
        {
            uint type = Big32(start, (int)at);
            uint length = Big32(start, (int)at + 4);
            at += 8;
            if (type == 0)
            {
                break;
            }

            if (length > end - at)
            {
                throw new ImageHeaderException($"its header is corrupt: an extension of {length} bytes at {at - 8} goes beyond the header");
            }

            if (type == 0xE2792ACA)
            {
                backingFormat = Text(start.Slice((int)at, (int)length));
            }
            else if (type == 0x44415441)
            {
                dataFile = Text(start.Slice((int)at, (int)length));
            }

            at += (length + 7UL) & ~7UL;
        }

        if ((features & ExternalDataFile) == 0)
        {
            dataFile = null;
        }
        else if (string.IsNullOrEmpty(dataFile))
        {
            throw new ImageHeaderException("its data are in an external file, but its header does not name it");
        }

        return new ImageHeader(StorageFormat.Qcow2, backing) { BackingFormat = backingFormat, DataFile = dataFile, IsEncrypted = Big32(start, 32) != 0 };
    }

    private static ImageHeader Qed(ReadOnlySpan<byte> start)
    {
        const ulong HasBackingFile = 1;
        const ulong BackingIsRaw = 4;
        Need(start, 64);
        ulong features = BinaryPrimitives.ReadUInt64LittleEndian(start[16..]);
        if ((features & HasBackingFile) == 0)
        {
            return new ImageHeader(StorageFormat.Qed);
        }

        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(start[56..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(start[60..]);
        bool isRaw = (features & BackingIsRaw) != 0;
        return new ImageHeader(StorageFormat.Qed, Name(start, offset, length, "backing file")) { IsBackingRaw = isRaw, MayTrustProbe = !isRaw };
    }

    /// <summary>The text descriptor inside a sparse file names the parent.</summary>
    private static ImageHeader Vmdk(ReadOnlySpan<byte> start)
    {
        const int Sector = 512;
        Need(start, 44);
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(start[28..]) * Sector;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start[36..]) * Sector;
        if (offset == 0)
        {
            return new ImageHeader(StorageFormat.Vmdk);
        }

        if (offset >= (ulong)start.Length)
        {
            throw new ImageHeaderException($"it is cut off: its descriptor should be at {offset}, and there are {start.Length} bytes");
        }

        int available = (int)Math.Min(length, (ulong)start.Length - offset);
        string descriptor = Text(start.Slice((int)offset, available));
        if (descriptor.Contains("parentCID=ffffffff", StringComparison.OrdinalIgnoreCase))
        {
            return new ImageHeader(StorageFormat.Vmdk);
        }

        const string Hint = "parentFileNameHint=\"";
        int at = descriptor.IndexOf(Hint, StringComparison.Ordinal);
        if (at < 0)
        {
            return new ImageHeader(StorageFormat.Vmdk);
        }

        at += Hint.Length;
        int end = descriptor.IndexOf('"', at);
        return end < 0
            ? throw new ImageHeaderException("its descriptor is corrupt: the parent's name does not end")
            : new ImageHeader(StorageFormat.Vmdk, end == at ? null : descriptor[at..end]);
    }

    private static ImageHeader Cow(ReadOnlySpan<byte> start)
    {
        Need(start, 8 + 1024);
        string name = Text(start.Slice(8, 1024));
        return new ImageHeader(StorageFormat.Cow, name.Length == 0 ? null : name);
    }

    /// <summary>A name that a header places by offset and length; null where both, or one of them, are 0.</summary>
    private static string? Name(ReadOnlySpan<byte> start, ulong offset, uint length, string what)
    {
        if (offset == 0 || length == 0)
        {
            return null;
        }

        if (length > LongestName)
        {
            throw new ImageHeaderException($"its header is corrupt: the name of its {what} would have {length} bytes");
        }

        if (offset + length > (ulong)start.Length)
        {
            throw new ImageHeaderException($"it is cut off: the name of its {what} should be at {offset}, and only {start.Length} bytes were read");
        }

        return Text(start.Slice((int)offset, (int)length));
    }

    /// <summary>Text up to the first zero byte.</summary>
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static bool Has(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> magic) =>
        start.Length >= offset + magic.Length && start.Slice(offset, magic.Length).SequenceEqual(magic);

    private static uint Big32(ReadOnlySpan<byte> start, int offset)
    {
        Need(start, offset + 4);
        return BinaryPrimitives.ReadUInt32BigEndian(start[offset..]);
    }

    private static ulong Big64(ReadOnlySpan<byte> start, int offset)
    {
        Need(start, offset + 8);
        return BinaryPrimitives.ReadUInt64BigEndian(start[offset..]);
    }

    private static void Need(ReadOnlySpan<byte> start, int bytes)
    {
        if (start.Length < bytes)
        {
            throw new ImageHeaderException($"it is cut off: its header needs {bytes} bytes, and there are {start.Length}");
        }
    }
}
