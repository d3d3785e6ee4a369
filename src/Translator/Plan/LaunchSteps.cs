namespace VirshLite.Translator.Plan;

/// <summary>What a launch does on the host, as steps, in libvirt's order (startup.md 3).</summary>
public static class LaunchSteps
{
    /// <summary>Steps 19 to 31: the run's directories, its own first, then its files.</summary>
    public static IEnumerable<PlanStep> FilesOf(LaunchPlan plan) =>
    [
        new MakeDirectory(new PlannedDirectory(plan.Paths.DomainDirectory, FileModes.GroupDirectory)),
        .. plan.Directories.Where(d => d.Path != plan.Paths.DomainDirectory).Select(d => new MakeDirectory(d)),
        .. plan.Files.Select(f => new MakeFile(f)),
    ];

    /// <summary>The processes that run before QEMU.</summary>
    public static IEnumerable<PlanStep> HelpersOf(LaunchPlan plan) =>
        plan.Helpers.Select(h => new StartHelper(h) { SharesSocket = plan.Resources.Exists(r => r is HelperSocket socket && socket.Helper == h.Label) });

    /// <summary>All descriptors; cheap ones first: what cannot be had is refused before a tap appears on a bridge.</summary>
    public static IEnumerable<PlanStep> ResourcesOf(LaunchPlan plan) => plan.Resources.OrderBy(r => r is VhostNet ? 0 : 1).Select(r => new OpenResource(r) { Owner = OwnerOf(r) });

    /// <summary>What was made for an interface is taken back when that is unplugged.</summary>
    private static string? OwnerOf(PlanResource resource) => resource switch
    {
        TapQueue tap => tap.Interface.Alias,
        VhostNet vhost => vhost.Interface.Alias,
        _ => null,
    };
}
