using VirshLite.Runner.Confinement;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Passthrough;

/// <summary>
/// Device nodes that QEMU opens by itself. Where QEMU has a user of its own they are that user's for the time of the run (startup.md 12), unless everybody may
/// use them; else the caller must be able to open them. Where QEMU has a /dev of its own, that is said of the nodes in there, and the host's stay as they are.
/// </summary>
internal sealed class NodeAccess(RunAs? owner, CleanupJournal journal, PrivateDev? dev = null)
{
    private const uint ReadWriteForAll = 6;
    private const int ReadWrite = 6;
    private const uint Read = 4;

    public bool HasOwner => owner is not null;

    public void GiveAll(IEnumerable<HostRequirement> requirements)
    {
        foreach (HostRequirement requirement in requirements)
        {
            if (requirement.Access == HostAccess.Node)
            {
                Give(requirement.Path, requirement.Why);
            }
            else if (dev is not null && FileStatus.Of(requirement.Path) is { } status && TrustedNodes.IsDevice(requirement.Path))
            {
                // a random number generator: nobody else minds whose it is in there
                bool canRead = owner?.Can(status.Uid, status.Gid, status.Mode, Read) != false;
                dev.Show(requirement.Path, canRead ? null : owner?.Owner);
            }
        }
    }

    /// <summary>A node that everybody may use, as it is.</summary>
    public void Show(string path) => dev?.Show(path);

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

        if (dev is not null)
        {
            using TrustedFile shown = TrustedFile.Open(path);
            if (dev.Covers(shown))
            {
                Check(shown, why);
                dev.Show(shown, (status.Mode & ReadWriteForAll) == ReadWriteForAll ? null : owner.Owner);
                return;
            }
        }

        bool isOwn = status.Uid == owner.Uid && (status.Mode & 0x180) == 0x180;
        if (!isOwn && (status.Mode & ReadWriteForAll) != ReadWriteForAll)
        {
            using TrustedFile node = TrustedFile.Open(path);
            Check(node, why);
            var grant = new OwnershipGrant(path, node.Identity, owner.Owner, new(node.Status.Uid, node.Status.Gid), GiveBack.Former, IsRemembered: false);
            journal.Add(CleanupAction.Ownership(grant));
            grant.Give(node);
        }
    }

    private static void Check(TrustedFile node, string why)
    {
        if (!node.IsRootsAlone)
        {
            throw new GuestException($"{why}: others than root decide what {node.Path} is");
        }
    }
}
