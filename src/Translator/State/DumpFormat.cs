using VirshLite.DomainParser;

namespace VirshLite.Translator.State;

/// <summary>The forms in which QEMU writes a guest's memory (guest-state.md 2).</summary>
public enum DumpFormat
{
    Elf,
    KdumpZlib,
    KdumpLzo,
    KdumpSnappy,
    WinDmp,
}

public static class DumpFormatNames
{
    private static readonly EnumNames<DumpFormat> All = new("elf", "kdump-zlib", "kdump-lzo", "kdump-snappy", "win-dmp");

    extension(DumpFormat)
    {
        /// <summary>The words of its members, virsh's and QEMU's.</summary>
        public static EnumNames<DumpFormat> Names => All;
    }
}
