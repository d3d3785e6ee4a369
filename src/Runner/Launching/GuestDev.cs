using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Hosts;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>The /dev that a guest's QEMU sees (confinement.md).</summary>
internal static class GuestDev
{
    /// <summary>A /dev for QEMU alone, with what every guest has; its devices' nodes come as they are given. null: it has the host's.</summary>
    public static PrivateDev? Make(LaunchPlan plan, RunAs? owner, Action<string>? warn)
    {
        ConfinementSettings confinement = plan.Paths.Settings.Confinement;
        if (owner is null || !confinement.PrivateDev)
        {
            return null;
        }

        if (PrivateDev.Make(out string reason) is not { } dev)
        {
            warn?.Invoke($"QEMU sees the host's /dev: {reason}");
            return null;
        }

        foreach (string node in PrivateNodes.Of(plan.Domain, confinement))
        {
            dev.Show(node, node == PrivateNodes.UserFaults ? owner.Owner : null);
        }

        return dev;
    }
}
