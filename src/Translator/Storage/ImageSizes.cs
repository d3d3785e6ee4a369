using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>How large a disk its guest sees, by the first bytes of its image.</summary>
public static class ImageSizes
{
    /// <summary>So many bytes of the file's start are looked at.</summary>
    public const int BytesNeeded = ImageHeaderReader.BytesNeeded;

    /// <param name="start">The file's first bytes.</param>
    /// <param name="format">The image's format.</param>
    /// <param name="length">The file's length, which is the size of a raw disk.</param>
    /// <returns>Bytes; null where the format does not say it in its first bytes.</returns>
    public static ulong? VirtualSize(ReadOnlySpan<byte> start, StorageFormat format, ulong length) => ImageHeaderReader.VirtualSize(start, format, length);
}
