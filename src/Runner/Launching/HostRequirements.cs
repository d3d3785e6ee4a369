using VirshLite.Runner.Native;
using VirshLite.Runner.Passthrough;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>What a plan cannot do without, checked before anything is made.</summary>
internal static class HostRequirements
{
    /// <exception cref="GuestException">Something is not there; the message says what needs it.</exception>
    public static void Check(LaunchPlan plan)
    {
        foreach (HostRequirement requirement in plan.Requirements)
        {
            Check(requirement);
        }
    }

    /// <summary>One path; a node becomes QEMU's.</summary>
    public static void Check(HostRequirement requirement, NodeAccess nodes)
    {
        Check(requirement);
        nodes.GiveAll([requirement]);
    }

    private static void Check(HostRequirement requirement)
    {
        if (Libc.access(requirement.Path, 0) < 0)
        {
            throw new GuestException($"Path '{requirement.Path}' is not accessible: {Errno.Text(Errno.Last)} ({requirement.Why})");
        }
    }
}
