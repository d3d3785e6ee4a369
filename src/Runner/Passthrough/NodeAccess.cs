using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Passthrough;

/// <summary>
/// Device nodes that QEMU opens by itself. Where QEMU has a user of its own they are that user's for the time of the run (startup.md 12), unless everybody may
/// use them; else the caller must be able to open them.
/// </summary>
internal sealed class NodeAccess(RunAs? owner, CleanupJournal journal)
{
    private const uint ReadWriteForAll = 6;
    private const int ReadWrite = 6;

    public bool HasOwner => owner is not null;

    public void GiveAll(IEnumerable<HostRequirement> requirements)
    {
        foreach (HostRequirement requirement in requirements)
        {
            if (requirement.Access == HostAccess.Node)
            {
                Give(requirement.Path, requirement.Why);
            }
        }
    }

    /// <exception cref="GuestException">There is no such node, or it cannot be used.</exception>
    public void Give(string path, string why)
    {
        if (FileStatus.Of(path) is not { } status)
        {
            throw new GuestException($"{why}: there is no {path}");
        }

        if (owner is null)
        {
            if (!FileStatus.IsAccessible(path, ReadWrite))
            {
                throw new GuestException(
                    $"{why}: this user may not open {path} for reading and writing; a udev rule, or 'chown {Environment.UserName} {path}' as root, would "
                    + "allow it");
            }

            return;
        }

        bool isOwn = status.Uid == owner.Uid && (status.Mode & 0x180) == 0x180;
        if (!isOwn && (status.Mode & ReadWriteForAll) != ReadWriteForAll)
        {
            using TrustedFile node = TrustedFile.Open(path);
            if (!node.IsRootsAlone)
            {
                throw new GuestException($"{why}: others than root decide what {path} is");
            }

            var grant = new OwnershipGrant(path, node.Identity, owner.Owner, new(node.Status.Uid, node.Status.Gid), GiveBack.Former, IsRemembered: false);
            journal.Add(CleanupAction.Ownership(grant));
            grant.Give(node);
        }
    }
}
