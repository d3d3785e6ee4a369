using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Where QEMU has a user of its own, what it opens by itself is given to that user for the time of the run (dynamic ownership, startup.md 12): images with those below
/// them, kernel files, character devices. Read-only and shared images do not go back.
/// </summary>
internal static class FileOwnership
{
    public static void Take(LaunchPlan plan, FileOwner owner, CleanupJournal journal)
    {
        foreach ((string path, bool giveBack) in Paths(plan.Domain))
        {
            if (!File.Exists(path))
            {
                continue;
            }

            if (giveBack && OwnerOf(path) is { } former)
            {
                journal.Add(CleanupAction.Owner(path, former.User, former.Group));
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

    /// <summary>From <c>stat</c>: user and group as numbers.</summary>
    private static (uint User, uint Group)? OwnerOf(string path)
    {
        CommandResult result = CommandRunner.Run("stat", "-L", "-c", "%u %g", path);
        string[] words = result.Output.Trim().Split(' ');
        return result.Status.Success && words.Length == 2
            ? (uint.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), uint.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }
}
