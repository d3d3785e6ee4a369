using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>Where this host keeps what the rules of a guest name beside the paths of its XML.</summary>
internal sealed record AppArmorPaths
{
    /// <summary>What a path stands for, links followed as far as they exist.</summary>
    public Func<string, string> Resolve { get; init; } = path => path;

    public required string TpmSocket { get; init; }

    /// <summary>Where the state of an emulated TPM lies, by the domain's uuid.</summary>
    public required Func<Tpm, Guid, string> TpmState { get; init; }

    public required string TpmLog { get; init; }

    public required string TpmPidFile { get; init; }

    /// <summary>The socket that passt shares with QEMU; null where no such helper runs yet.</summary>
    public Func<Interface, string?>? PasstSocket { get; init; }

    /// <summary>Images that are handed over as descriptors get rules for their paths too, as libvirt does it.</summary>
    public bool NamesPassedFiles { get; init; }

    /// <summary>The guest's own VFIO groups; null = any, as libvirt says.</summary>
    public IReadOnlyList<AppArmorRule>? VfioGroups { get; init; }
}
