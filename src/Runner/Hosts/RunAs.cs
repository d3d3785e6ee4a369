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

    /// <summary>
    /// Looks a user and a group up in <c>/etc/passwd</c> and <c>/etc/group</c>; numbers are taken too, with or without libvirt's leading '+'.
    /// Null where there is no such user or group.
    /// </summary>
    public static RunAs? Find(string user, string? group)
    {
        string name = user.TrimStart('+');
        string[]? account = Lines("/etc/passwd").FirstOrDefault(x => x.Length > 3 && (x[0] == name || x[2] == name));
        if (account is null && !uint.TryParse(name, CultureInfo.InvariantCulture, out _))
        {
            return null;
        }

        name = account?[0] ?? name;
        uint uid = uint.Parse(account?[2] ?? name, CultureInfo.InvariantCulture);
        List<string[]> all = [.. Lines("/etc/group").Where(x => x.Length > 3)];
        string? gid = group?.TrimStart('+') ?? account?[3];
        gid = all.Find(x => x[0] == gid)?[2] ?? gid;
        if (!uint.TryParse(gid, CultureInfo.InvariantCulture, out uint primary))
        {
            return null;
        }

        var groups = new HashSet<uint> { primary };
        foreach (string[] line in all)
        {
            if (line[3].Split(',').Contains(name) && uint.TryParse(line[2], CultureInfo.InvariantCulture, out uint number))
            {
                groups.Add(number);
            }
        }

        return new(name, uid, primary, groups);
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

    private static IEnumerable<string[]> Lines(string path) => File.Exists(path) ? File.ReadLines(path).Select(x => x.Split(':')) : [];

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Chown(string path, uint uid, uint gid);
}
