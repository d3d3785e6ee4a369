using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Helpers;

/// <summary>
/// Who the processes of one start are, and whose its directories (confinement.md 9 and 10.3). Where the caller is no root, everything is the caller's.
/// </summary>
/// <param name="ownersMayChange">The domain lets files become QEMU's.</param>
internal sealed class PlanUsers(RunAs? qemu, ConfinementSettings settings, bool ownersMayChange = true)
{
    private const string SwtpmAccount = "tss";

    /// <summary>What a server of files needs to act for all users of its guest.</summary>
    private static readonly string[] FileServerKeeps =
        ["chown", "dac_override", "fowner", "fsetid", "setgid", "setuid", "mknod", "setfcap", "sys_admin", "sys_chroot", "sys_resource", "setpcap"];

    /// <summary>Everything runs as whoever runs this program.</summary>
    public static readonly PlanUsers Caller = new(null, new ConfinementSettings());

    private RunAs? swtpm;

    /// <exception cref="GuestException">There is no account for QEMU.</exception>
    public static PlanUsers Of(Settings settings, Guid guest) => new(RunAs.Of(settings, guest), settings.Confinement);

    /// <summary>QEMU's user is no other guest's (user_range): nothing is given to it that others need too.</summary>
    public bool IsOneGuests => qemu?.IsOneGuests == true;

    public bool HasQemu => qemu is not null;

    /// <summary>How files become QEMU's; null where they stay the caller's.</summary>
    public DacOptions? Ownership => qemu is null ? null : new DacOptions
    {
        Owner = qemu.Owner,
        DynamicOwnership = settings.DynamicOwnership && ownersMayChange,
        Remembers = settings.RememberOwner,
    };

    /// <summary>QEMU's user and group; null = the caller's.</summary>
    public FileOwner? Qemu => qemu?.Owner;

    /// <summary>Whether QEMU may do all of <paramref name="what"/> (read 4, write 2) with a file of that owner, group and mode.</summary>
    public bool QemuCan(uint uid, uint gid, uint mode, uint what) => qemu is null || qemu.Can(uid, gid, mode, what);

    /// <summary>The account's name, for people.</summary>
    public string QemusName => qemu?.Name ?? Environment.UserName;

    /// <summary>The directory on the way to a file that keeps QEMU's user out; null where none does.</summary>
    public string? CannotReach(TrustedFile file) =>
        qemu is null ? null : file.Passed.Where(d => !qemu.Can(d.Status.Uid, d.Status.Gid, d.Status.Mode, 1) && !d.HasAccessList).Select(d => d.Path)
            .FirstOrDefault();

    /// <summary>Program and arguments that run a command as somebody else.</summary>
    /// <param name="asUser">setpriv's words, or none.</param>
    /// <param name="program">A path.</param>
    /// <param name="arguments">The program's own.</param>
    /// <exception cref="GuestException">There is no setpriv.</exception>
    public static (string Program, IReadOnlyList<string> Words) Command(IReadOnlyList<string> asUser, string program, IReadOnlyList<string> arguments) =>
        asUser.Count == 0
        ? (program, arguments)
        : (ProgramPath.FindHelper("setpriv") ?? throw new GuestException(
            "Cannot find 'setpriv' (util-linux), which takes root's privileges from QEMU and its helpers"), [.. asUser, program, .. arguments]);

    /// <summary>setpriv's words before a helper; none where it runs as it is.</summary>
    public IReadOnlyList<string> WordsFor(HelperUser user) => (qemu, user) switch
    {
        (null, _) => [],
        (_, HelperUser.Qemu) => qemu.WordsFor(),
        (_, HelperUser.Swtpm) => Swtpm.WordsFor(),
        (_, HelperUser.FileServer) => ["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all" + string.Concat(FileServerKeeps.Select(c => ",+" + c)),
            "--no-new-privs", "--"],
        _ => ["--no-new-privs", "--"],
    };

    public uint UidOf(HelperUser user) => user switch
    {
        HelperUser.Qemu => qemu?.Uid ?? Libc.geteuid(),
        HelperUser.Swtpm when qemu is not null => Swtpm.Uid,
        _ => Libc.geteuid(),
    };

    /// <summary>Makes a directory, or makes one that is there already whose it should be; those above it are root's.</summary>
    /// <exception cref="NativeException">It cannot be made, or something else stands in its place.</exception>
    public void Make(PlannedDirectory wanted)
    {
        PlannedDirectory directory = IsOneGuests && wanted.Stays ? ForAllGuests(wanted) : wanted;
        bool isNew = Files.MakeDirectory(directory.Path, directory.Mode);
        if (qemu is null && !isNew)
        {
            return;
        }

        using FileDescriptor opened = Files.OpenDirectory(directory.Path);
        if (isNew && Libc.fchmod(opened.Number, (uint)directory.Mode) < 0)
        {
            throw NativeException.Last($"Cannot change the mode of '{directory.Path}'");
        }

        if (qemu is not null && OwnerOf(directory) is var owner && (isNew || owner.Uid != 0 || directory != wanted))
        {
            Files.SetOwner(opened, owner, directory.Path);
        }

        if (directory != wanted && !isNew && Libc.fchmod(opened.Number, (uint)directory.Mode) < 0)
        {
            throw NativeException.Last($"Cannot change the mode of '{directory.Path}'");
        }
    }

    /// <summary>A directory that guests share, each with a user of its own: they make entries and touch none but their own, or pass through it.</summary>
    private static PlannedDirectory ForAllGuests(PlannedDirectory directory) =>
        directory.User == HelperUser.Qemu ? directory with { User = HelperUser.Root, Mode = FileModes.EverybodysDropDirectory }
        : directory.IsForQemusGroup ? directory with { Mode = directory.Mode | UnixFileMode.OtherExecute, IsForQemusGroup = false }
        : directory;

    private FileOwner OwnerOf(PlannedDirectory directory)
    {
        FileOwner user = directory.User switch
        {
            HelperUser.Qemu => qemu!.Owner,
            HelperUser.Swtpm => Swtpm.Owner,
            _ => FileOwner.Root,
        };
        return directory.IsForQemusGroup ? user with { Gid = qemu!.Gid } : user;
    }

    private RunAs Swtpm => swtpm ??= RunAs.OfHelper(settings.SwtpmUser, settings.SwtpmGroup, SwtpmAccount);
}
