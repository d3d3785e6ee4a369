namespace VirshLite.Translator.Capabilities;

/// <summary>Whether a CPU model runs here with this accelerator.</summary>
public enum CpuUsable
{
    Unknown,
    No,
    Yes,
}

/// <summary>A CPU model that a QEMU knows, for one accelerator (capabilities.md 4.1).</summary>
/// <param name="Name">The model's name; on ppc64 in libvirt's spelling (POWER9).</param>
/// <param name="TypeName">The QOM type name; null where QEMU does not say.</param>
/// <param name="Blockers">The features that are missing here, in QEMU's spelling.</param>
public sealed record QemuCpuDefinition(string Name, string? TypeName, CpuUsable Usable, IReadOnlyList<string> Blockers, bool Deprecated);
