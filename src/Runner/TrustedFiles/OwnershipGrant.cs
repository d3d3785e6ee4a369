using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// A file that was given to QEMU's user: enough to give it back to the right owner, and to know it again (R28). Its words stand in a journal.
/// </summary>
public sealed record OwnershipGrant(string Path, FileIdentity Identity, FileOwner Owner, FileOwner Former, GiveBack GiveBack, bool IsRemembered)
{
    private static readonly string[] GiveBackWords = ["never", "former", "root"];

    public IReadOnlyList<string> Words =>
    [
        Path, Identity.ToString(), Owner.ToString(), Former.ToString(), GiveBackWords[(int)GiveBack], IsRemembered ? "remembered" : "",
    ];

    /// <summary>null where the words are none.</summary>
    public static OwnershipGrant? Parse(IReadOnlyList<string> words)
    {
        int back = words.Count == 6 ? Array.IndexOf(GiveBackWords, words[4]) : -1;
        return back >= 0 && FileIdentity.Parse(words[1]) is { } identity && OwnerOf(words[2]) is { } owner && OwnerOf(words[3]) is { } former
            ? new(words[0], identity, owner, former, (GiveBack)back, words[5].Length > 0)
            : null;
    }

    /// <summary>
    /// Looks at a file and says what giving it would be; nothing is changed yet, so that the grant can be noted before it is done. null where the file is
    /// QEMU's already and stays so.
    /// </summary>
    /// <exception cref="GuestException">Root does not give this file away.</exception>
    internal static OwnershipGrant? Plan(TrustedFile file, OwnershipChange change)
    {
        if (!file.MayBeGiven(change.Owner.Uid, out string wrong))
        {
            throw new GuestException($"'{change.Path}' is not given to QEMU's user: it {wrong}");
        }

        var former = new FileOwner(file.Status.Uid, file.Status.Gid);
        return former == change.Owner && !change.IsRemembered
            ? null
            : new(change.Path, file.Identity, change.Owner, former, change.GiveBack, change.IsRemembered);
    }

    /// <summary>Carries it out.</summary>
    /// <exception cref="NativeException">The owner cannot be changed, and QEMU's user could not read the file either.</exception>
    internal void Give(TrustedFile file)
    {
        using MetadataLock? held = IsRemembered ? MetadataLock.Take(file) : null;
        if (IsRemembered && (held is not null || !file.Status.IsRegular))
        {
            RememberedOwner.Remember(file, Owner);
        }

        try
        {
            file.SetOwner(Owner.Uid, Owner.Gid);
        }
        catch (NativeException e) when (e.Number is Errno.EPERM or Errno.EINVAL or Errno.EOPNOTSUPP or Errno.EROFS)
        {
            // read-only media and file systems whose server decides: the file has to be readable as it is
        }
    }

    /// <summary>
    /// Gives the file back to whom it belonged; another file in its place is left alone. What happened, in words; null where there is nothing to say.
    /// </summary>
    public string? TakeBack()
    {
        if (GiveBack == GiveBack.Never)
        {
            return null;
        }

        using TrustedFile? file = TrustedFile.TryOpen(Path);
        if (file is null)
        {
            return null;
        }

        if (file.Identity != Identity)
        {
            return string.Create(CultureInfo.InvariantCulture, $"'{Path}' is another file than the one that the guest had: its owner is left alone");
        }

        FileOwner? back = Former;
        if (IsRemembered)
        {
            using MetadataLock? held = MetadataLock.Take(file);
            FileOwner? noted = RememberedOwner.Recall(file, out bool isNoted);
            back = isNoted ? noted : Former == Owner ? FileOwner.Root : Former;
        }
        else if (GiveBack == GiveBack.Root)
        {
            back = FileOwner.Root;
        }

        if (back is { } owner && file.Status.Uid == Owner.Uid)
        {
            file.SetOwner(owner.Uid, owner.Gid);
        }

        return null;
    }

    private static FileOwner? OwnerOf(string text)
    {
        string[] halves = text.Split(':');
        return halves.Length == 2 && FileOwner.Number(halves[0]) is { } uid && FileOwner.Number(halves[1]) is { } gid ? new FileOwner(uid, gid) : null;
    }
}
