using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Launching;

/// <summary>
/// What libvirt does for a guest outside of QEMU and a start here does not: resource control of caches, performance counters, disk leases, mandatory
/// access control. Nothing of it is dropped in silence: what only limits or counts is warned about, what protects others is refused.
/// </summary>
public static class NotCarriedOut
{
    /// <summary>A line for each thing of the domain that has no effect.</summary>
    /// <param name="domain">As it starts, so that what its networks ask for is seen too.</param>
    /// <param name="settings">Those of its start: SELinux is for those who ask for it.</param>
    /// <exception cref="GuestException">The guest would be less shut in than its XML says.</exception>
    public static IReadOnlyList<string> Of(Domain domain, Settings? settings = null)
    {
        var warnings = new List<string>();
        if (domain.Leases.Count > 0)
        {
            throw new GuestException(
                "the <lease> of the domain would not be taken: VirshLite has no lock manager; take it out, or start the guest with libvirt");
        }

        CpuTune tune = domain.CpuTune ?? new CpuTune();
        Note(tune.CacheTunes.Count + tune.MemoryTunes.Count > 0, "cachetune and memorytune", "the host's caches and memory bandwidth are not divided");
        Note(domain.Resource?.Partition is not (null or "/machine"), "resource", "control groups of guests stand below virshlite");
        Note(domain.Resource?.FibreChannelAppId is not null, "fibrechannel", "the guest's storage traffic is not marked");
        Note(domain.Interfaces.Exists(nic => nic.InForce.VirtualPort?.Type is "802.1Qbg" or "802.1Qbh"), "virtualport",
            "the switch is not told of the interface");
        Note(domain.Perf?.Events.ContainsValue(true) == true, "perf", "no counters are opened");
        foreach (SecLabel label in domain.SecLabels)
        {
            Note(label.Type != SecLabelType.None && ((label.Model is "selinux" && settings?.Confinement.SecurityDrivers?.Contains("selinux") != true)
                || (label.Model is "apparmor" && !AppArmorGuard.IsAvailable)), "seclabel", $"QEMU is not confined by {label.Model}");
        }

        return warnings;

        void Note(bool there, string element, string what)
        {
            if (there)
            {
                warnings.Add($"<{element}> has no effect: {what}");
            }
        }
    }
}
