using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Where QEMU has a user of its own, what it opens by itself is given to that user for the time of the run (dynamic ownership, startup.md 12): images with those below
/// them, kernel files, character devices. Read-only and shared images do not go back.
/// </summary>
internal static class FileOwnership
{
    public static void Take(LaunchPlan plan, RunAs owner, CleanupJournal journal)
    {
        foreach ((string path, bool giveBack) in Paths(plan.Domain))
        {
            if (!File.Exists(path))
            {
                continue;
            }

            if (giveBack && FileStatus.Of(path) is { } former)
            {
                journal.Add(CleanupAction.Owner(path, former.Uid, former.Gid));
            }

            owner.Take(path);
        }
    }

    private static IEnumerable<(string Path, bool GiveBack)> Paths(Domain domain)
    {
        foreach (Disk disk in domain.Disks)
        {
            bool giveBack = !disk.ReadOnly && !disk.Shareable;
            for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
            {
                bool relabel = !source.SecLabels.Exists(l => l.Model == "dac" && l.Relabel == false);
                if (source is { Type: StorageType.File or StorageType.Block, Path: { } image } && relabel)
                {
                    yield return (image, giveBack);
                }
            }
        }

        foreach (string? file in (string?[])[domain.Os.Kernel, domain.Os.Initrd, domain.Os.Dtb])
        {
            if (file is not null)
            {
                yield return (file, true);
            }
        }

        foreach (CharacterDevice device in domain.Serials.Concat<CharacterDevice>(domain.Parallels).Concat(domain.Consoles).Concat(domain.Channels))
        {
            if (device.Source is { Type: ChardevType.Dev or ChardevType.Pipe, Path: { } path })
            {
                yield return (path, true);
            }
        }
    }
}
