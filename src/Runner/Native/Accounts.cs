using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>Users and groups as the C library knows them, whatever their source.</summary>
internal static unsafe partial class Accounts
{
    /// <summary>A user's number and its primary group.</summary>
    public static (uint Uid, uint Gid)? User(string name) => GetUserByName(name) is var user && user is null ? null : (user->Uid, user->Gid);

    /// <summary>
    /// A user of this host's own files, /etc/passwd, without the C library's other sources, whose modules take longer to load than most commands run.
    /// </summary>
    public static (uint Uid, uint Gid)? LocalUser(string name) =>
        Line("/etc/passwd", name) is { } fields && uint.TryParse(fields[2], out uint uid) && uint.TryParse(fields[3], out uint gid) ? (uid, gid) : null;

    /// <summary>Likewise a group's number, of /etc/group.</summary>
    public static uint? LocalGroupId(string name) => Line("/etc/group", name) is { } fields && uint.TryParse(fields[2], out uint gid) ? gid : null;

    private static string[]? Line(string file, string name)
    {
        string text = KernelFiles.Read(file, 1 << 20) ?? "";
        foreach (Range range in text.AsSpan().Split('\n'))
        {
            ReadOnlySpan<char> line = text.AsSpan(range);
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.Ordinal))
            {
                string[] fields = line.ToString().Split(':');
                return fields.Length > 3 ? fields : null;
            }
        }

        return null;
    }

    public static (string Name, uint Gid)? User(uint number) =>
        GetUserByNumber(number) is var user && user is null ? null : (Marshal.PtrToStringUTF8(user->Name)!, user->Gid);

    public static uint? GroupId(string name) => GetGroupByName(name) is var group && group is null ? null : group->Gid;

    /// <summary>All groups of a user, the given primary one among them.</summary>
    public static uint[] GroupsOf(string user, uint primary)
    {
        int count = 64;
        while (true)
        {
            uint[] groups = new uint[count];
            int needed = count;
            fixed (uint* list = groups)
            {
                if (GetGroupList(user, primary, list, &needed) >= 0)
                {
                    return groups[..needed];
                }
            }

            count = Math.Max(needed, count * 2);
        }
    }

    [LibraryImport("libc", EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    private static partial UserEntry* GetUserByName(string name);

    [LibraryImport("libc", EntryPoint = "getpwuid")]
    private static partial UserEntry* GetUserByNumber(uint number);

    [LibraryImport("libc", EntryPoint = "getgrnam", StringMarshalling = StringMarshalling.Utf8)]
    private static partial GroupEntry* GetGroupByName(string name);

    [LibraryImport("libc", EntryPoint = "getgrouplist", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetGroupList(string user, uint group, uint* groups, int* count);

    /// <summary>The beginning of struct passwd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct UserEntry
    {
        public nint Name;
        public nint Password;
        public uint Uid;
        public uint Gid;
    }

    /// <summary>The beginning of struct group.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct GroupEntry
    {
        public nint Name;
        public nint Password;
        public uint Gid;
    }
}
