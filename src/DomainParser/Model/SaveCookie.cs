namespace VirshLite.DomainParser.Model;

/// <summary>&lt;cookie&gt; of a saved guest (guest-state.md 1.3): what a restore has to know beside the definition.</summary>
public sealed class SaveCookie
{
    /// <summary>The CPU as QEMU had it, feature by feature; null where the guest's definition has none.</summary>
    public Cpu? Cpu { get; set; }

    /// <summary>The writer knew of slirp-helper; libvirt 11 always says so.</summary>
    public bool SlirpHelper { get; set; } = true;
}
