using System.Globalization;
using System.Runtime.InteropServices;

namespace VirshLite.Runner.Hosts;

/// <summary>The user and groups that a QEMU of root's runs as.</summary>
public sealed partial class RunAs
{
    private readonly HashSet<uint> groups;

    private RunAs(string name, uint uid, uint gid, HashSet<uint> groups)
    {
        Name = name;
        Uid = uid;
        Gid = gid;
        this.groups = groups;
    }

    public string Name { get; }

    public uint Uid { get; }

    public uint Gid { get; }

    /// <summary>What goes before the command; the one capability that is kept lets QEMU open /dev/sev (capabilities.md 1.1).</summary>
    internal string[] SetprivArguments =>
    [
        "--reuid", Number(Uid), "--regid", Number(Gid), groups.Count > 0 ? "--groups=" + string.Join(',', groups.Order().Select(Number)) : "--clear-groups",
        "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--bounding-set=-all,+dac_override", "--no-new-privs", "--",
    ];

    /// <summary>Looks a user and a group up; numbers are taken too, with or without libvirt's leading '+'. Null where there is no such user or group.</summary>
    /// <param name="group">Null: the user's primary group.</param>
    public static RunAs? Find(string user, string? group)
    {
        string name = user.TrimStart('+');
        uint? uid = Accounts.UserId(name) ?? (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null);
        if (uid is null)
        {
            return null;
        }

        (string Name, uint Gid)? account = Accounts.User(uid.Value);
        string? groupName = group?.TrimStart('+');
        uint? gid = groupName is null
            ? account?.Gid
            : Accounts.GroupId(groupName) ?? (uint.TryParse(groupName, NumberStyles.None, CultureInfo.InvariantCulture, out uint other) ? other : null);
        if (gid is null)
        {
            return null;
        }

        return new(account?.Name ?? name, uid.Value, gid.Value, account is { } known ? [.. Accounts.GroupsOf(known.Name, gid.Value)] : [gid.Value]);
    }

    /// <summary>Whether that user may read and write a file, by its owner, group and mode.</summary>
    public bool CanReadAndWrite(string path)
    {
        if (FileStatus.Of(path) is not { } status)
        {
            return false;
        }

        int shift = status.Uid == Uid ? 6 : groups.Contains(status.Gid) ? 3 : 0;
        return Uid == 0 || ((status.Mode >> shift) & 6) == 6;
    }

    /// <summary>Gives a file or directory to that user.</summary>
    internal void TakeOver(string path)
    {
        if (Chown(path, Uid, Gid) != 0)
        {
            throw new IOException($"The owner of {path} cannot be changed (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Chown(string path, uint uid, uint gid);
}
