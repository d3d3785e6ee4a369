using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

#pragma warning disable IDE1006, SA1300 // names as in the C library

/// <summary>Mounts and their namespaces. The newer calls have the same numbers on every architecture, and no names in older C libraries.</summary>
internal static partial class Libc
{
    public const int CLONE_FS = 0x200;
    public const int CLONE_NEWNS = 0x20000;

    public const ulong MS_REC = 0x4000;
    public const ulong MS_SLAVE = 0x80000;
    public const int MNT_DETACH = 2;

    public const int SYS_open_tree = 428;
    public const int SYS_move_mount = 429;
    public const int SYS_fsopen = 430;
    public const int SYS_fsconfig = 431;
    public const int SYS_fsmount = 432;

    public const int FSOPEN_CLOEXEC = 1;
    public const int FSCONFIG_SET_STRING = 1;
    public const int FSCONFIG_CMD_CREATE = 6;
    public const int FSMOUNT_CLOEXEC = 1;
    public const int MOUNT_ATTR_NOSUID = 2;
    public const int MOVE_MOUNT_F_EMPTY_PATH = 4;
    public const int OPEN_TREE_CLONE = 1;
    public const int AT_RECURSIVE = 0x8000;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unshare(int what);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setns(int fd, int what);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mount(string source, string target, string? type, ulong flags, nint data);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int umount2(string target, int flags);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint fsopen(nint number, string type, nint flags);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint fsconfig(nint number, nint fd, nint command, string? key, string? value, nint aux);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint fsmount(nint number, nint fd, nint flags, nint attributes);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint open_tree(nint number, nint directory, string path, nint flags);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint move_mount(nint number, nint fromDirectory, string from, nint toDirectory, string to, nint flags);
}
