using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts;

/// <summary>The user and groups that a QEMU of root's runs as (startup.md 12; capabilities.md 1.1 for the one that is only asked).</summary>
public sealed class RunAs
{
    private readonly bool hasAccount;
    private readonly HashSet<uint> groups;

    private RunAs(string name, uint uid, uint gid, bool hasAccount)
    {
        Name = name;
        Uid = uid;
        Gid = gid;
        this.hasAccount = hasAccount;
        groups = hasAccount ? [.. Accounts.GroupsOf(name, gid)] : [gid];
    }

    /// <summary>The account's name; the text of the setting where the number has no account.</summary>
    public string Name { get; }

    public uint Uid { get; }

    public uint Gid { get; }

    /// <summary>setpriv's words before a guest's QEMU: the last step before exec drops all privileges.</summary>
    internal IReadOnlyList<string> WordsForGuest => [.. Identity, "--inh-caps=-all", "--"];

    /// <summary>setpriv's words before a QEMU that is only asked; the one capability that is kept lets it open /dev/sev.</summary>
    internal IReadOnlyList<string> WordsForProbe =>
        [.. Identity, "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--bounding-set=-all,+dac_override", "--no-new-privs", "--"];

    private string[] Identity => ["--reuid=" + Text(Uid), "--regid=" + Text(Gid), hasAccount ? "--init-groups" : "--clear-groups"];

    /// <summary>
    /// Looks up the user and the group of the settings: names, or numbers with or without libvirt's leading '+'. A user without a group gets its own; a number without an
    /// account is its own group. null where QEMU runs as the caller: in session mode, and where the settings name neither.
    /// </summary>
    /// <exception cref="GuestException">There is no such user or group.</exception>
    public static RunAs? Of(Settings settings)
    {
        if (!settings.Privileged || (settings.User is not { Length: > 0 } && settings.Group is not { Length: > 0 }))
        {
            return null;
        }

        string user = settings.User is { Length: > 0 } given ? given : "root";
        uint uid = Accounts.User(user)?.Uid ?? Number(user) ?? throw new GuestException($"invalid argument: Failed to parse user '{user}': there is no such user here");
        (string Name, uint Gid)? account = Accounts.User(uid);
        uint gid = settings.Group is { Length: > 0 } group
            ? Accounts.GroupId(group) ?? Number(group) ?? throw new GuestException($"invalid argument: Failed to parse group '{group}': there is no such group here")
            : account?.Gid ?? uid;
        return new(account?.Name ?? user, uid, gid, account is not null);
    }

    /// <summary>Whether QEMU can open a device for reading and writing: as that user, or as the caller where there is none.</summary>
    public static bool CanOpen(RunAs? runAs, string path) => runAs?.CanReadAndWrite(path) ?? FileStatus.IsAccessible(path, 6);

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

    /// <summary>Gives a file or directory to that user and group.</summary>
    /// <exception cref="NativeException">The owner cannot be changed.</exception>
    internal void Take(string path) => Files.SetOwner(path, Uid, Gid);

    private static uint? Number(string text) =>
        uint.TryParse(text.TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
