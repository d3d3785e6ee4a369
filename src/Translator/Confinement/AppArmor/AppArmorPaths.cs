using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>Where this host keeps what the rules of a guest name beside the paths of its XML.</summary>
internal sealed record AppArmorPaths
{
    /// <summary>What a path stands for, links followed as far as they exist.</summary>
    public Func<string, string> Resolve { get; init; } = path => path;

    public required string TpmSocket { get; init; }

    /// <summary>
    /// Where the state of an emulated TPM lies, by the domain's uuid; null where swtpm is not fenced in by the guest's profile, and QEMU has no business there.
    /// </summary>
    public Func<Tpm, Guid, string>? TpmState { get; init; }

    public string TpmLog { get; init; } = "";

    public string TpmPidFile { get; init; } = "";

    /// <summary>Sockets that passt shares with QEMU stand in other rules; libvirt does not know them beforehand.</summary>
    public bool SocketsOfPasstAreKnown { get; init; }

    /// <summary>Images that are handed over as descriptors get rules for their paths too, as libvirt does it.</summary>
    public bool NamesPassedFiles { get; init; }

    /// <summary>The guest's own VFIO groups; null = any, as libvirt says.</summary>
    public IReadOnlyList<AppArmorRule>? VfioGroups { get; init; }
}
