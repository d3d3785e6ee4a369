using VirshLite.Runner.Confinement;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>
/// What QEMU opens by path is its user's for the time of the run (dynamic ownership, confinement.md 3 and 10.3). Each change is noted in the journal before it
/// is made, with the very file it is about; files that QEMU only reads and can read already stay whose they are. Where QEMU has a /dev of its own, nodes become
/// QEMU's in there, and those of the host stay as they are.
/// </summary>
internal sealed class FileOwnership(PlanUsers users, CleanupJournal journal, PrivateDev? dev = null)
{
    private const uint Read = 4;
    private const uint Write = 2;

    /// <exception cref="GuestException">It is no file that root gives away, or others use it under another owner.</exception>
    public void Take(GuestResource resource)
    {
        OwnershipChange? planned = users.Ownership is { } options && !IsTakenOver(resource.Kind)
            ? DacLabels.Change(resource, RunAs.HostAccounts.Instance, options with { HasPrivateDev = dev is not null }) : null;
        if ((planned is null && dev is null) || IsTakenOver(resource.Kind))
        {
            return;
        }

        using TrustedFile? file = TrustedFile.TryOpen(resource.Path);
        if (file is null || (resource.OnlyWhereThere && !file.Status.IsSocket))
        {
            return;
        }

        PrivateDev? own = dev?.Covers(file) == true ? dev : null;
        if (planned is not { } change)
        {
            own?.Show(file, owner: null);
            return;
        }

        if (users.CannotReach(file) is { } closed)
        {
            throw new GuestException(
                $"QEMU's user '{users.QemusName}' cannot reach '{change.Path}': it may not pass through the directory '{closed}'. "
                + $"Move the file (images of guests usually lie below /var/lib/libvirt/images), or let it pass: setfacl -m u:{users.QemusName}:x '{closed}'");
        }

        // content that nobody writes and QEMU can read as it is: the fewer files change hands, the better
        bool isOnlyRead = change.Resource.IsReadOnly || change.Resource.IsBelow;
        if (isOnlyRead && users.QemuCan(file.Status.Uid, file.Status.Gid, file.Status.Mode, Read))
        {
            own?.Show(file, owner: null);
            return;
        }

        if (users.IsOneGuests && change.GiveBack == GiveBack.Never
            && change.Resource.Kind is ResourceKind.Disk or ResourceKind.DataFile or ResourceKind.Backing)
        {
            KeepShared(file, isOnlyRead, change.Path);
            own?.Show(file, owner: null);
            return;
        }

        if (change.Resource.NamedBy is { } header && !IsBeside(file, header))
        {
            throw new GuestException(
                $"'{change.Path}' is not given to QEMU's user: only the header of '{header}' names it, which a guest may have written, and it lies elsewhere. "
                + "State it in the domain's XML (<backingStore>), or let QEMU's user read it");
        }

        OwnershipGrant? grant = OwnershipGrant.Plan(file, change);
        if (own is not null && file.Status.IsDevice)
        {
            own.Show(file, change.Owner);
            return;
        }

        own?.Show(file, owner: null);
        if (grant is not null)
        {
            journal.Add(CleanupAction.Ownership(grant));
            grant.Give(file);
        }
    }

    /// <summary>Images that several guests use cannot be the one's user's: they are used as they are.</summary>
    private void KeepShared(TrustedFile file, bool isOnlyRead, string path)
    {
        if (!users.QemuCan(file.Status.Uid, file.Status.Gid, file.Status.Mode, isOnlyRead ? Read : Read | Write))
        {
            throw new GuestException(
                $"QEMU's user {users.QemusName} cannot {(isOnlyRead ? "read" : "write to")} '{path}', which is not given to it: guests share such images, and "
                + $"each has a user of its own here (setting user_range). Let all of them: chmod o+{(isOnlyRead ? "r" : "rw")} '{path}'");
        }
    }

    /// <summary>Nodes of devices that are taken over for the guest, and given and taken back on the way.</summary>
    private static bool IsTakenOver(ResourceKind kind) =>
        kind is ResourceKind.NvmeDisk or ResourceKind.UsbDevice or ResourceKind.PciDevice or ResourceKind.ScsiDevice or ResourceKind.MediatedDevice;

    /// <summary>A guest that forges a header reaches what lies in the directory of its own image at most, or what has the same owner (R32).</summary>
    private static bool IsBeside(TrustedFile found, string header)
    {
        using TrustedFile? above = TrustedFile.TryOpen(header);
        return above is not null
            && (Path.GetDirectoryName(above.RealPath()) is { } directory && found.RealPath().StartsWith(directory + "/", StringComparison.Ordinal));
    }
}
