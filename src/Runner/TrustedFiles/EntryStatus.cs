using VirshLite.Runner.Native;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>What an entry of a directory is, links not followed.</summary>
internal readonly record struct EntryStatus(uint Mode, uint Uid, uint Gid, uint Links, FileIdentity Identity)
{
    private const uint TypeMask = 0xF000;
    private const uint Sticky = 0x200;
    private const uint OthersWrite = 0x2;
    private const uint GroupWrites = 0x10;

    /// <summary>Of a device node: the device's numbers, as mknod(2) takes them; 0 of anything else.</summary>
    public ulong Node { get; private init; }

    public bool IsLink => (Mode & TypeMask) == 0xA000;

    public bool IsDirectory => (Mode & TypeMask) == 0x4000;

    public bool IsRegular => (Mode & TypeMask) == 0x8000;

    public bool IsSocket => (Mode & TypeMask) == 0xC000;

    public bool IsDevice => (Mode & TypeMask) is 0x2000 or 0x6000;

    public bool IsBlockDevice => (Mode & TypeMask) == 0x6000;

    public bool IsPipe => (Mode & TypeMask) == 0x1000;

    /// <summary>It runs as somebody else than who starts it.</summary>
    public bool IsSetId => IsRegular && (Mode & 0xC00) != 0;

    /// <summary>Of a directory: only root can make and rename entries.</summary>
    public bool OnlyRootWrites => Uid == 0 && (Mode & OthersWrite) == 0 && ((Mode & GroupWrites) == 0 || Gid == 0);

    /// <summary>Of a directory: everybody may make entries, and nobody may touch those of others (/tmp).</summary>
    public bool IsSticky => Uid == 0 && (Mode & Sticky) != 0;

    /// <summary>The entry of a directory; an empty name is the open file itself. null where there is none.</summary>
    /// <exception cref="NativeException">It cannot be looked at.</exception>
    public static EntryStatus? Of(int directory, string name)
    {
        int flags = Libc.AT_SYMLINK_NOFOLLOW | (name.Length == 0 ? Libc.AT_EMPTY_PATH : 0);
        if (Libc.statx(directory, name, flags, Libc.STATX_BASIC_STATS, out Libc.Statx buffer) == 0)
        {
            return new(buffer.Mode, buffer.Uid, buffer.Gid, buffer.Links, new(buffer.DeviceMajor, buffer.DeviceMinor, buffer.Inode))
            {
                Node = NumberOf(buffer.NodeMajor, buffer.NodeMinor),
            };
        }

        return Errno.Last == Errno.ENOENT ? null : throw NativeException.Last($"unable to stat: {name}");
    }

    /// <summary>The C library's dev_t.</summary>
    private static ulong NumberOf(ulong major, ulong minor) =>
        ((major & 0xfff) << 8) | (minor & 0xff) | ((minor & 0xffffff00) << 12) | ((major & 0xfffff000) << 32);
}
