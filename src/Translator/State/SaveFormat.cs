using VirshLite.DomainParser;

namespace VirshLite.Translator.State;

/// <summary>How QEMU's stream stands in a saved guest's image; the numbers are libvirt's (guest-state.md 1.2).</summary>
public enum SaveFormat
{
    Raw,
    Gzip,
    Bzip2,
    Xz,
    Lzop,
    Zstd,
    Sparse,
}

public static class SaveFormatNames
{
    private static readonly EnumNames<SaveFormat> All = new("raw", "gzip", "bzip2", "xz", "lzop", "zstd", "sparse");

    extension(SaveFormat)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SaveFormat> Names => All;
    }
}

/// <summary>The programs that pack and unpack streams: from standard input to standard output.</summary>
public static class SaveFormats
{
    /// <summary>Program and arguments; null where nothing is packed.</summary>
    public static IReadOnlyList<string>? Packer(SaveFormat format) => format switch
    {
        SaveFormat.Gzip => ["gzip", "-c"],
        SaveFormat.Bzip2 => ["bzip2", "-c"],
        SaveFormat.Xz => ["xz", "-c", "-3"],
        SaveFormat.Lzop => ["lzop", "-c"],
        SaveFormat.Zstd => ["zstd", "-c"],
        _ => null,
    };

    /// <summary>
    /// The programs between QEMU and the file, from QEMU's side. Around the page cache one that writes whole blocks stands last: QEMU itself writes its stream
    /// in pieces of any size, which O_DIRECT does not take.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> WritingFilters(SaveFormat format, bool bypassCache)
    {
        List<IReadOnlyList<string>> filters = Packer(format) is { } packer ? [packer] : [];
        if (bypassCache && format != SaveFormat.Sparse)
        {
            filters.Add(["dd", "bs=1M", "iflag=fullblock", "oflag=direct", "status=none"]);
        }

        return filters;
    }

    public static IReadOnlyList<string>? Unpacker(SaveFormat format) => format switch
    {
        SaveFormat.Gzip => ["gzip", "-dc"],
        SaveFormat.Bzip2 => ["bzip2", "-dc"],
        SaveFormat.Xz => ["xz", "-dc"],
        SaveFormat.Lzop => ["lzop", "-dc", "--ignore-warn"],
        SaveFormat.Zstd => ["zstd", "-dc"],
        _ => null,
    };

    /// <summary>The format of an image. Images of version 1 are raw, whatever their number says.</summary>
    /// <exception cref="DomainException">The number is not known.</exception>
    public static SaveFormat Of(uint version, uint number)
    {
        if (number > (uint)SaveFormat.Sparse)
        {
            throw new DomainException($"operation failed: unsupported save image format: {number}", default, RefusalKind.Plain);
        }

        return version < 2 ? SaveFormat.Raw : (SaveFormat)number;
    }
}
