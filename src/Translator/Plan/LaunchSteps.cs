namespace VirshLite.Translator.Plan;

/// <summary>What a launch does on the host, as steps, in libvirt's order (startup.md 3).</summary>
public static class LaunchSteps
{
    /// <summary>What libraries keep in the home of their user.</summary>
    private static readonly string[] Homes = [".cache", ".config", ".local"];

    /// <summary>
    /// Steps 19 to 31: the run's directories, its own first, then its files. The guest's own directory is root's: QEMU passes through it, and makes entries
    /// only where it must (confinement.md 10.3).
    /// </summary>
    public static IEnumerable<PlanStep> FilesOf(LaunchPlan plan)
    {
        string own = plan.Paths.DomainDirectory;
        UnixFileMode mode = MakesEntriesIn(own, plan) ? FileModes.GroupDropDirectory : FileModes.GroupPassageDirectory;
        return
        [
            new MakeDirectory(new PlannedDirectory(own, mode) { IsForQemusGroup = true }),
            .. plan.Paths.Settings.Privileged ? Homes.Select(h =>
                new MakeDirectory(new PlannedDirectory($"{own}/{h}", FileModes.OwnerDirectory) { User = HelperUser.Qemu })) : [],
            .. plan.Directories.Where(d => d.Path != own).Select(d => new MakeDirectory(d)),
            .. plan.Helpers.SelectMany(h => h.Directories).Select(d => new MakeDirectory(d with { Stays = true })),
            .. plan.Files.Select(f => new MakeFile(f)),
        ];
    }

    /// <summary>Sockets of displays, and of helpers that run as QEMU's user.</summary>
    private static bool MakesEntriesIn(string directory, LaunchPlan plan) =>
        plan.Domain.Graphics.SelectMany(g => g.Listens).Any(l => l.Socket?.StartsWith(directory + "/", StringComparison.Ordinal) == true)
        || plan.Helpers.Exists(h => h.User == HelperUser.Qemu && h.WaitForSocket?.StartsWith(directory + "/", StringComparison.Ordinal) == true);

    /// <summary>What QEMU opens by path.</summary>
    public static IEnumerable<PlanStep> OwnersOf(LaunchPlan plan) => plan.OpenedFiles.Select(f => new GiveFile(f));

    /// <summary>The processes that run before QEMU.</summary>
    public static IEnumerable<PlanStep> HelpersOf(LaunchPlan plan) =>
        plan.Helpers.Select(h => new StartHelper(h) { SharesSocket = plan.Resources.Exists(r => r is HelperSocket socket && socket.Helper == h.Label) });

    /// <summary>All descriptors; cheap ones first: what cannot be had is refused before a tap appears on a bridge.</summary>
    public static IEnumerable<PlanStep> ResourcesOf(LaunchPlan plan) =>
        plan.Resources.OrderBy(r => r is VhostNet ? 0 : 1).Select(r => new OpenResource(r) { Owner = OwnerOf(r) });

    /// <summary>What was made for an interface is taken back when that is unplugged.</summary>
    private static string? OwnerOf(PlanResource resource) => resource switch
    {
        TapQueue tap => tap.Interface.Alias,
        VhostNet vhost => vhost.Interface.Alias,
        _ => null,
    };
}
