using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Images that QEMU only read until now and is going to write: they must be its user's (guest-state.md 4.1).</summary>
internal static class DiskAccess
{
    public static IEnumerable<PlanStep> Steps(BlockJob job) => job.Kind is BlockJobKind.Commit or BlockJobKind.ActiveCommit
        ? Steps(job.Images.Take(job.Base + 1).Skip(1).Select(i => i.File))
        : [];

    public static IEnumerable<PlanStep> Steps(IEnumerable<string> paths)
    {
        foreach (string path in paths.Where(File.Exists))
        {
            yield return new GiveFile(new GuestResource(ResourceKind.Disk, path));
        }
    }
}
