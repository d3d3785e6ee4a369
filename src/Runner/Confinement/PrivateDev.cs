using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// The /dev of one guest: a file system in memory that holds the nodes that its QEMU needs and no others, owned as QEMU needs them; those of the host keep
/// their owners (confinement.md 6). It lives as long as QEMU; nothing of it is seen on the host, so there is nothing to take back.
/// </summary>
internal sealed class PrivateDev : IDisposable
{
    public const string Directory = "/dev";
    private const string SizeInBytes = "65536";
    private const string Mode = "0755";

    private readonly MountNamespace mounts;
    private readonly NodeTree tree;
    private readonly IReadOnlyList<string> shared;

    private PrivateDev(MountNamespace mounts, FileDescriptor top, IReadOnlyList<string> shared)
    {
        this.mounts = mounts;
        this.shared = shared;
        tree = new NodeTree(top);
    }

    /// <summary>An empty one, for a QEMU that is yet to be spawned; null where this host or container does not let one be made, and why.</summary>
    public static PrivateDev? Make(out string reason)
    {
        MountNamespace? space = null;
        try
        {
            space = MountNamespace.Make();
            PrivateDev dev = space.Run(() => Build(space));
            reason = "";
            return dev;
        }
        catch (NativeException e)
        {
            space?.Dispose();
            reason = e.Message;
            return null;
        }
    }

    /// <summary>That of a running QEMU; null where it has the host's, or is gone.</summary>
    public static PrivateDev? Of(ProcessIdentity qemu)
    {
        FileDescriptor? top = TopOf(qemu);
        if (top is null)
        {
            return null;
        }

        try
        {
            MountNamespace space = MountNamespace.Of(qemu);
            return new(space, top, space.Run(SharedMounts.BelowDev));
        }
        catch (NativeException)
        {
            top.Dispose();
            return null;
        }
    }

    /// <summary>The nodes of a running QEMU's own /dev, without those of shared mounts, as paths below /dev; null where it has the host's.</summary>
    public static IReadOnlyList<string>? NodesOf(ProcessIdentity qemu)
    {
        FileDescriptor? top = TopOf(qemu);
        if (top is null)
        {
            return null;
        }

        using var tree = new NodeTree(top);
        return [.. tree.Nodes().Select(n => n.Path).Order(StringComparer.Ordinal)];
    }

    /// <summary>Spawns and the like: whoever comes out of it has this /dev.</summary>
    public T Inside<T>(Func<T> function) => mounts.Run(function);

    /// <summary>Whether a file of the host's is one that only shows in here after <see cref="Show(TrustedFile, FileOwner?)"/>.</summary>
    public bool Covers(TrustedFile file) => IsOwn(file.RealPath());

    /// <summary>Shows a path of the host's under its own name; one that does not exist is left out.</summary>
    /// <param name="path">Of a node, or of a directory that holds some.</param>
    /// <param name="owner">Whose it is in here; null = whose it is on the host.</param>
    public void Show(string path, FileOwner? owner = null)
    {
        using TrustedFile? file = TrustedFile.TryOpen(path);
        if (file is not null)
        {
            Show(file, owner);
        }
    }

    /// <summary>Shows a file of the host's, with the links that lead to it.</summary>
    /// <param name="file">A node; a directory, file, pipe or socket shows as itself, whoever changes it.</param>
    /// <param name="owner">Whose it is in here; null = whose it is on the host.</param>
    /// <exception cref="NativeException">It cannot be made.</exception>
    public void Show(TrustedFile file, FileOwner? owner)
    {
        foreach (PassedLink link in file.Links)
        {
            if (IsOwn(link.Path))
            {
                tree.MakeLink(Below(link.Path), link.Target);
            }
        }

        string path = file.RealPath();
        if (!IsOwn(path))
        {
            return;
        }

        if (file.Status.IsDevice)
        {
            tree.MakeNode(Below(path), file, owner ?? new(file.Status.Uid, file.Status.Gid));
        }
        else
        {
            Bind(file, path);
        }
    }

    /// <summary>Takes away what no device of the guest's needs any more. Disks stay: one may lie below another.</summary>
    /// <param name="wanted">Paths of the host's that stay.</param>
    public void Keep(IEnumerable<string> wanted)
    {
        HashSet<string> real = [];
        foreach (string path in wanted)
        {
            using TrustedFile? file = TrustedFile.TryOpen(path);
            real.Add(file?.RealPath() ?? path);
        }

        foreach (NodeTree.Node node in tree.Nodes())
        {
            if (!node.IsBlockDevice && !real.Contains(node.Path))
            {
                tree.Remove(Below(node.Path));
            }
        }
    }

    public void Dispose()
    {
        mounts.Dispose();
        tree.Dispose();
    }

    /// <summary>QEMU's /dev, seen from here; null where it is the host's own.</summary>
    private static FileDescriptor? TopOf(ProcessIdentity qemu)
    {
        try
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{qemu.Pid}/root{Directory}");
            FileDescriptor top = Files.OpenDirectory(path);
            bool isOwn = qemu.IsAlive && EntryStatus.Of(top.Number, "") is { } theirs && EntryStatus.Of(Libc.AT_FDCWD, Directory) is { } ours
                && theirs.Identity != ours.Identity;
            if (isOwn)
            {
                return top;
            }

            top.Dispose();
            return null;
        }
        catch (NativeException)
        {
            return null;
        }
    }

    private static PrivateDev Build(MountNamespace space)
    {
        IReadOnlyList<string> shared = SharedMounts.BelowDev();
        List<(string Path, FileDescriptor Mount)> kept = [];
        try
        {
            foreach (string path in shared)
            {
                nint mount = Libc.open_tree(Libc.SYS_open_tree, Libc.AT_FDCWD, path, Libc.OPEN_TREE_CLONE | Libc.O_CLOEXEC | Libc.AT_RECURSIVE);
                if (mount >= 0)
                {
                    // one that another mount hides is none
                    kept.Add((path, new FileDescriptor((int)mount)));
                }
            }

            FileDescriptor top = MakeFileSystem();
            using var tree = new NodeTree(Files.Duplicate(top, 3));
            foreach ((string path, FileDescriptor mount) in kept)
            {
                tree.MakeMountPoint(Below(path), EntryStatus.Of(mount.Number, "") is { IsDirectory: true });
            }

            _ = Libc.umount2(Directory, Libc.MNT_DETACH);
            Attach(top, Directory);
            foreach ((string path, FileDescriptor mount) in kept)
            {
                Attach(mount, path);
            }

            return new(space, top, shared);
        }
        finally
        {
            kept.ForEach(k => k.Mount.Dispose());
        }
    }

    private static FileDescriptor MakeFileSystem()
    {
        using var context = new FileDescriptor((int)Checked(Libc.fsopen(Libc.SYS_fsopen, "tmpfs", Libc.FSOPEN_CLOEXEC)));
        foreach ((string key, string value) in ((string, string)[])[("source", "devfs"), ("mode", Mode), ("size", SizeInBytes)])
        {
            Checked(Libc.fsconfig(Libc.SYS_fsconfig, context.Number, Libc.FSCONFIG_SET_STRING, key, value, 0));
        }

        Checked(Libc.fsconfig(Libc.SYS_fsconfig, context.Number, Libc.FSCONFIG_CMD_CREATE, null, null, 0));
        return new FileDescriptor((int)Checked(Libc.fsmount(Libc.SYS_fsmount, context.Number, Libc.FSMOUNT_CLOEXEC, Libc.MOUNT_ATTR_NOSUID)));
    }

    private static void Attach(FileDescriptor mount, string path) =>
        Checked(Libc.move_mount(Libc.SYS_move_mount, mount.Number, "", Libc.AT_FDCWD, path, Libc.MOVE_MOUNT_F_EMPTY_PATH));

    private static nint Checked(nint result) => result >= 0 ? result : throw NativeException.Last("cannot make a /dev for QEMU");

    private static string Below(string path) => path[(Directory.Length + 1)..];

    /// <summary>Below /dev, and not in what is shared with the host anyway.</summary>
    private bool IsOwn(string path) => path.StartsWith(Directory + "/", StringComparison.Ordinal)
        && !shared.Any(s => path == s || path.StartsWith(s + "/", StringComparison.Ordinal));

    /// <summary>The copy of the mount is made among the host's mounts, and put into place among the guest's.</summary>
    private void Bind(TrustedFile file, string path)
    {
        if (!tree.MakeMountPoint(Below(path), file.Status.IsDirectory))
        {
            return;
        }

        using var mount = new FileDescriptor((int)Checked(Libc.open_tree(Libc.SYS_open_tree, Libc.AT_FDCWD, file.PathByDescriptor,
            Libc.OPEN_TREE_CLONE | Libc.O_CLOEXEC | Libc.AT_RECURSIVE)));
        mounts.Run(() => Attach(mount, path));
    }
}
