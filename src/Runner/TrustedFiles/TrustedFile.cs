using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement.AppArmor;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// A file that was reached with open eyes (confinement.md 10.3): one component after the other, by descriptors, each link on the way noted with who made it.
/// What is done to the file afterwards is done to the descriptor, so that nobody can put another one in its place.
/// </summary>
internal sealed class TrustedFile : IDisposable
{
    private const int MostLinks = 40;
    private const int LongestLink = 4096;

    private readonly FileDescriptor file;
    private readonly HashSet<uint> linkMakers = [];
    private readonly List<PassedDirectory> passed = [];
    private readonly List<PassedLink> links = [];
    private EntryStatus directory;
    private bool onlyRootOnTheWay = true;

    private TrustedFile(string path, out FileDescriptor opened)
    {
        Path = path;
        file = opened = Walk(path);
        Status = EntryStatus.Of(file.Number, "") ?? throw new NativeException($"unable to stat: {path}", Errno.ENOENT);
    }

    /// <summary>As it was asked for.</summary>
    public string Path { get; }

    public EntryStatus Status { get; private set; }

    public FileIdentity Identity => Status.Identity;

    /// <summary>The directories on the way, links resolved, from the root down; the last one holds the file.</summary>
    public IReadOnlyList<PassedDirectory> Passed => passed;

    /// <summary>The symbolic links on the way, in the order in which they were followed.</summary>
    public IReadOnlyList<PassedLink> Links => links;

    /// <summary>Nobody but root could have put this file, or anything on the way to it, in its place.</summary>
    public bool IsRootsAlone => onlyRootOnTheWay && linkMakers.Count == 0;

    /// <summary>A symbolic link on the way is another user's than root's and this process's.</summary>
    public bool IsLedByStrangers => linkMakers.Any(m => m != Libc.geteuid());

    /// <summary>The same, and what it leads to is not that user's own.</summary>
    public bool IsReachedByOthersLinks => linkMakers.Any(m => m != Libc.geteuid() && m != Status.Uid);

    /// <summary>A path that leads to this very file for as long as it is open.</summary>
    public string PathByDescriptor => $"/proc/self/fd/{file.Number}";

    public int Number => file.Number;

    /// <exception cref="NativeException">There is no such file, or it cannot be reached.</exception>
    public static TrustedFile Open(string path) => new(path, out _);

    /// <summary>null where there is none.</summary>
    /// <exception cref="NativeException">It cannot be reached.</exception>
    public static TrustedFile? TryOpen(string path)
    {
        try
        {
            return new(path, out _);
        }
        catch (NativeException e) when (e.Number is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether root may give this file to a guest because somebody wrote its path into a domain (R28): no link of another user's leads to what is not that
    /// user's, no second name of it lies where others put names, it does not run as somebody else, and it is none of the host's own.
    /// </summary>
    /// <param name="user">QEMU's user: what is its own already may be led to by its own links.</param>
    /// <param name="whatIsWrong">Words that follow the path.</param>
    public bool MayBeGiven(uint user, out string whatIsWrong)
    {
        uint? stranger = linkMakers.Where(m => m != Status.Uid).Select(m => (uint?)m).FirstOrDefault();
        string? wrong = Status switch
        {
            { IsDirectory: true } => "is a directory",
            { IsSetId: true } => "runs as another user than the one who starts it (setuid)",
            _ when stranger is not null && Status.Uid != user => $"is reached by a symbolic link of user {stranger}, who does not own it",
            { IsRegular: true, Links: > 1 } when !onlyRootOnTheWay && directory.Uid != Status.Uid =>
                "has a second name, in a directory that others than root and its owner write to",
            _ when Status.Uid != user && Status.IsRegular && !RestrictedPaths.Allows(RealPath(), isReadOnly: true) => "belongs to the host itself",
            _ => null,
        };
        whatIsWrong = wrong ?? "";
        return wrong is null;
    }

    /// <summary>Where it lies, links resolved.</summary>
    public string RealPath() => ReadLink(Libc.AT_FDCWD, PathByDescriptor);

    /// <exception cref="NativeException">The owner cannot be changed.</exception>
    public void SetOwner(uint user, uint group)
    {
        if (Libc.fchownat(file.Number, "", user, group, Libc.AT_EMPTY_PATH) < 0)
        {
            throw NativeException.Last($"unable to set user and group to '{user}:{group}' on '{Path}'");
        }

        Status = Status with { Uid = user, Gid = group };
    }

    public void Dispose() => file.Dispose();

    private FileDescriptor Walk(string path)
    {
        var pending = new Stack<string>();
        Push(pending, path);
        FileDescriptor current = OpenAt(Libc.AT_FDCWD, path.StartsWith('/') ? "/" : ".", Libc.O_DIRECTORY, path);
        directory = EntryStatus.Of(current.Number, "")!.Value;
        string at = path.StartsWith('/') ? "/" : Environment.CurrentDirectory;
        try
        {
            while (pending.TryPop(out string? name))
            {
                FileDescriptor next = OpenAt(current.Number, name, Libc.O_NOFOLLOW, path);
                EntryStatus status = EntryStatus.Of(next.Number, "")!.Value;
                if (passed.Count == 0 || passed[^1].Status.Identity != directory.Identity)
                {
                    passed.Add(new PassedDirectory(at, directory));
                }

                onlyRootOnTheWay &= directory.OnlyRootWrites || (directory.IsSticky && status.Uid == 0);
                if (!status.IsLink)
                {
                    current.Dispose();
                    current = next;
                    at = name == ".." ? System.IO.Path.GetDirectoryName(at) ?? "/" : System.IO.Path.Combine(at, name);
                    directory = status.IsDirectory && pending.Count > 0 ? status : directory;
                    continue;
                }

                string target = ReadLink(next.Number, "");
                next.Dispose();
                links.Add(new(System.IO.Path.Combine(at, name), target));
                if (links.Count > MostLinks)
                {
                    throw new NativeException($"Cannot open '{path}'", Errno.ELOOP);
                }

                if (status.Uid != 0)
                {
                    linkMakers.Add(status.Uid);
                }

                Push(pending, target);
                if (target.StartsWith('/'))
                {
                    current.Dispose();
                    current = OpenAt(Libc.AT_FDCWD, "/", Libc.O_DIRECTORY, path);
                    directory = EntryStatus.Of(current.Number, "")!.Value;
                    at = "/";
                }
            }

            return current;
        }
        catch (NativeException)
        {
            current.Dispose();
            throw;
        }
    }

    private static void Push(Stack<string> pending, string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".")
            {
                pending.Push(parts[i]);
            }
        }
    }

    private static FileDescriptor OpenAt(int at, string name, int flags, string path)
    {
        int fd = Libc.openat(at, name, Libc.O_PATH | Libc.O_CLOEXEC | flags, 0);
        return fd < 0 ? throw NativeException.Last($"Cannot open '{path}'") : new FileDescriptor(fd);
    }

    private static string ReadLink(int at, string name)
    {
        byte[] buffer = new byte[LongestLink];
        nint length = Libc.readlinkat(at, name, ref buffer[0], buffer.Length);
        return length < 0 ? throw NativeException.Last("Cannot read a symbolic link") : Encoding.UTF8.GetString(buffer, 0, (int)length);
    }
}
