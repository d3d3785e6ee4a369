using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// A directory of device nodes, all reached from its descriptor, one component after the other and through no link: a QEMU that runs as root could plant some.
/// Paths are below it, without a leading slash.
/// </summary>
internal sealed class NodeTree(FileDescriptor top) : IDisposable
{
    private const uint DirectoryMode = 0x1ED; // 0755
    private const uint PermissionBits = 0xFFF;
    private const uint RegularFile = 0x8000;
    private const int MostEntries = 4096;
    private const string NewLink = ".new-link";
    private static readonly string[] CopiedAttributes = ["system.posix_acl_access", "security.selinux"];

    /// <summary>A node; <paramref name="Path"/> as seen by the guest, /dev/….</summary>
    public readonly record struct Node(string Path, bool IsBlockDevice);

    /// <summary>A node as the host's, of that owner; one that is there already is replaced if it is another device's.</summary>
    public void MakeNode(string path, TrustedFile like, FileOwner owner)
    {
        using FileDescriptor parent = Parent(path, out string name);
        EntryStatus? there = EntryStatus.Of(parent.Number, name);
        if (there is { } old && !(old.IsDevice && old.Node == like.Status.Node && old.IsBlockDevice == like.Status.IsBlockDevice))
        {
            Unlink(parent, name, path);
            there = null;
        }

        if (there is null && Libc.mknodat(parent.Number, name, like.Status.Mode, like.Status.Node) < 0)
        {
            throw NativeException.Last($"cannot make '/dev/{path}' for QEMU");
        }

        using FileDescriptor node = OpenEntry(parent, name, 0, path);
        string byDescriptor = ByDescriptor(node);
        if (Libc.fchownat(node.Number, "", owner.Uid, owner.Gid, Libc.AT_EMPTY_PATH) < 0 || Libc.chmod(byDescriptor, like.Status.Mode & PermissionBits) < 0)
        {
            throw NativeException.Last($"cannot give '/dev/{path}' to QEMU");
        }

        Copy(like, byDescriptor);
    }

    /// <summary>A link with the host's words; what is there already is replaced at once.</summary>
    public void MakeLink(string path, string target)
    {
        using FileDescriptor parent = Parent(path, out string name);
        Unlink(parent, NewLink, path);
        if (Libc.symlinkat(target, parent.Number, NewLink) < 0 || Libc.renameat(parent.Number, NewLink, parent.Number, name) < 0)
        {
            throw NativeException.Last($"cannot make '/dev/{path}' for QEMU");
        }
    }

    /// <summary>An empty directory or file to mount something at; false where there is something already.</summary>
    public bool MakeMountPoint(string path, bool isDirectory)
    {
        using FileDescriptor parent = Parent(path, out string name);
        int made = isDirectory ? Libc.mkdirat(parent.Number, name, DirectoryMode) : Libc.mknodat(parent.Number, name, RegularFile, 0);
        return made == 0 || (Errno.Last == Errno.EEXIST ? false : throw NativeException.Last($"cannot make '/dev/{path}' for QEMU"));
    }

    public void Remove(string path)
    {
        using FileDescriptor parent = Parent(path, out string name);
        Unlink(parent, name, path);
    }

    /// <summary>All nodes; directories of other file systems are not entered.</summary>
    public IReadOnlyList<Node> Nodes()
    {
        var found = new List<Node>();
        using FileDescriptor first = Files.Duplicate(top, 3);
        Collect(first, PrivateDev.Directory, EntryStatus.Of(top.Number, "")!.Value.Identity, found);
        return found;
    }

    public void Dispose() => top.Dispose();

    private static void Collect(FileDescriptor directory, string at, FileIdentity of, List<Node> found)
    {
        foreach (string name in Directory.EnumerateFileSystemEntries(ByDescriptor(directory)).Select(Path.GetFileName).OfType<string>().Take(MostEntries))
        {
            if (EntryStatus.Of(directory.Number, name) is not { } entry)
            {
                continue;
            }

            if (entry.IsDevice)
            {
                found.Add(new($"{at}/{name}", entry.IsBlockDevice));
            }
            else if (entry.IsDirectory && entry.Identity.IsOnSameFileSystem(of))
            {
                using FileDescriptor next = OpenEntry(directory, name, Libc.O_DIRECTORY, name);
                Collect(next, $"{at}/{name}", of, found);
            }
        }
    }

    private static void Copy(TrustedFile from, string to)
    {
        byte[] value = new byte[4096];
        foreach (string attribute in CopiedAttributes)
        {
            nint length = Libc.getxattr(from.PathByDescriptor, attribute, ref value[0], (nuint)value.Length);
            if (length > 0)
            {
                _ = Libc.setxattr(to, attribute, ref value[0], (nuint)length, 0);
            }
        }
    }

    private static void Unlink(FileDescriptor parent, string name, string path)
    {
        if (Libc.unlinkat(parent.Number, name, 0) < 0 && Errno.Last != Errno.ENOENT)
        {
            throw NativeException.Last($"cannot remove '/dev/{path}' of QEMU");
        }
    }

    private static FileDescriptor OpenEntry(FileDescriptor parent, string name, int flags, string path)
    {
        int fd = Libc.openat(parent.Number, name, Libc.O_PATH | Libc.O_NOFOLLOW | Libc.O_CLOEXEC | flags, 0);
        return fd < 0 ? throw NativeException.Last($"cannot open '/dev/{path}' of QEMU") : new FileDescriptor(fd);
    }

    private static string ByDescriptor(FileDescriptor file) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.Number}");

    /// <summary>The directory that holds an entry; missing ones are made.</summary>
    private FileDescriptor Parent(string path, out string name)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        name = parts[^1];
        FileDescriptor current = Files.Duplicate(top, 3);
        foreach (string part in parts[..^1])
        {
            using FileDescriptor above = current;
            bool isNew = Libc.mkdirat(above.Number, part, DirectoryMode) == 0;
            if (!isNew && Errno.Last != Errno.EEXIST)
            {
                throw NativeException.Last($"cannot make '/dev/{path}' for QEMU");
            }

            current = OpenEntry(above, part, Libc.O_DIRECTORY, path);
            if (isNew)
            {
                // whatever the umask of who typed the command
                _ = Libc.chmod(ByDescriptor(current), DirectoryMode);
            }
        }

        return current;
    }
}
