using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

/// <summary>Users and groups as the C library knows them, whatever their source.</summary>
internal static unsafe partial class Accounts
{
    /// <summary>A user's number and its primary group.</summary>
    public static (uint Uid, uint Gid)? User(string name) => GetUserByName(name) is var user && user is null ? null : (user->Uid, user->Gid);

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
