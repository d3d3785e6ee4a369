using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>
/// What a guest's own /dev holds beside the files that QEMU opens for its devices (<see cref="GuestResources"/>), which are put there one by one
/// (confinement.md 6.1). What does not exist on the host is left out. Nothing stands there for helpers: they run beside QEMU, with the host's /dev.
/// </summary>
public static class PrivateNodes
{
    /// <summary>The node that every VFIO device needs beside that of its group.</summary>
    public const string Vfio = "/dev/vfio/vfio";

    /// <summary>Faults of memory are handled by whoever has it open: it is QEMU's alone there.</summary>
    public const string UserFaults = "/dev/userfaultfd";

    private static readonly string[] SoundCards = ["/dev/snd", "/dev/dsp", "/dev/mixer"];

    /// <param name="domain">As it runs.</param>
    /// <param name="settings">The nodes that every guest has.</param>
    public static IReadOnlyList<string> Of(Domain domain, ConfinementSettings settings) =>
    [
        .. settings.DeviceNodes,
        .. domain.Rngs.Select(r => r.File).OfType<string>(),
        .. UsesVfio(domain) ? [Vfio] : Array.Empty<string>(),
        .. domain.Videos.Exists(v => v.Blob == true) ? ["/dev/udmabuf"] : Array.Empty<string>(),
        .. HearsHost(domain) ? SoundCards : [],
    ];

    /// <summary>Everything in there that comes and goes with devices: nodes of others have no business in a running guest's /dev.</summary>
    /// <param name="domain">As it runs.</param>
    /// <param name="host">Where its devices are.</param>
    /// <param name="settings">The nodes that every guest has.</param>
    public static IReadOnlySet<string> AllOf(Domain domain, IHostFacts host, ConfinementSettings settings) =>
        Of(domain, settings).Concat(GuestResources.Of(domain, host).Select(r => r.Path)).ToHashSet();

    /// <summary>Host devices, NVMe disks and interfaces that are functions of cards.</summary>
    internal static bool UsesVfio(Domain domain) =>
        domain.Hostdevs.Exists(h => h.Source is PciHostdevSource or MdevHostdevSource) || domain.Disks.Exists(d => d.Source.Type == StorageType.Nvme)
        || domain.Interfaces.Exists(i => i.ActualType == InterfaceType.Hostdev);

    /// <summary>A sound card of the guest's that plays on the host's.</summary>
    internal static bool HearsHost(Domain domain) => domain.Sounds.Count > 0
        && (domain.Graphics.Exists(g => g is SdlGraphics) || domain.Audios.Exists(a => a.Type is AudioType.Alsa or AudioType.Oss));
}
