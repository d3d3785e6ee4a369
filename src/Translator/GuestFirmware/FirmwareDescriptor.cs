using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>One usable firmware descriptor (QEMU's firmware.json; completion.md 3.3).</summary>
internal sealed record FirmwareDescriptor
{
    /// <summary>The name of its file.</summary>
    public string Name { get; init; } = "";

    /// <summary>bios, uefi … in the descriptor's order.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    public required FirmwareDevice Device { get; init; }

    /// <summary>Of a flash device.</summary>
    public FlashMode Mode { get; init; }

    /// <summary>The code: the file of a flash device's executable, of a memory or of a kernel device.</summary>
    public required string Path { get; init; }

    /// <summary>The word for the executable's format; null where it is not flash.</summary>
    public string? Format { get; init; }

    public string? TemplatePath { get; init; }

    public string? TemplateFormat { get; init; }

    /// <summary>Architecture in QEMU's spelling and globs for machine names.</summary>
    public required IReadOnlyList<(string Architecture, IReadOnlyList<string> Machines)> Targets { get; init; }

    public required IReadOnlySet<string> Features { get; init; }

    public bool Has(string feature) => Features.Contains(feature);

    /// <summary>The format of the code; null where libvirt knows none of that name.</summary>
    public static FirmwareFormat? KnownFormat(string? word) =>
        word is not null && FirmwareFormat.Names.TryParse(word, out FirmwareFormat format) ? format : null;
}

internal enum FirmwareDevice
{
    Flash,
    Kernel,
    Memory,
}

internal enum FlashMode
{
    Split,
    Combined,
    Stateless,
}
