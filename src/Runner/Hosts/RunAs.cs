using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts;

/// <summary>The user and groups that a QEMU of root's runs as (confinement.md 1.1 and 8.1; capabilities.md 1.1 for the one that is only asked).</summary>
public sealed class RunAs
{
    private const string OsRelease = "/etc/os-release";
    private const string NoAccount =
        "there is no account for QEMU here: install VirshLite or libvirt's QEMU driver, make one (useradd --system --groups kvm virshlite), or name one with "
        + "the setting 'user'; "
        + "user = \"root\" runs guests as root";

    /// <summary>nobody, on every system.</summary>
    private const uint Nobody = 65534;

    /// <summary>The group that opens /dev/kvm, and nothing else that a guest should not have.</summary>
    private const string Kvm = "kvm";

    private readonly bool hasAccount;
    private readonly Lazy<HashSet<uint>> groups;
    private readonly uint[] added;

    private RunAs(string name, uint uid, uint gid, bool hasAccount, params uint[] added)
    {
        this.added = added;
        Name = name;
        Uid = uid;
        Gid = gid;
        this.hasAccount = hasAccount;
        groups = new(() => hasAccount
            ? [gid, .. Accounts.User(name) is { } account ? Accounts.GroupsOf(name, account.Gid) : Accounts.GroupsOf(name, gid)] : [gid, .. added]);
    }

    /// <summary>The account's name; the text of the setting where the number has no account.</summary>
    public string Name { get; }

    public uint Uid { get; }

    public uint Gid { get; }

    /// <summary>Somebody asked for QEMU to be root.</summary>
    public bool IsRoot => Uid == 0;

    /// <summary>No other guest runs as this user.</summary>
    public bool IsOneGuests { get; private init; }

    public FileOwner Owner => new(Uid, Gid);

    /// <summary>All groups of the process: those of the account, its own primary one among them, and the one that was chosen.</summary>
    public IReadOnlyCollection<uint> Groups => groups.Value;

    /// <summary>
    /// setpriv's words before a QEMU that is only asked. The one capability that an emulator of root's keeps lets it open /dev/sev and /dev/kvm whoever they
    /// belong to; with any other one it would be as good as being root.
    /// </summary>
    internal IReadOnlyList<string> WordsForProbe(bool isRoots) => isRoots
        ? [.. Identity, "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--bounding-set=-all,+dac_override", "--no-new-privs", "--"]
        : WordsFor();

    private string[] Identity => ["--reuid=" + Text(Uid), "--regid=" + Text(Gid), hasAccount ? "--init-groups"
        : added.Length > 0 ? "--groups=" + string.Join(',', added.Select(Text)) : "--clear-groups"];

    /// <summary>
    /// The user and the group of the settings: names, or numbers with or without libvirt's leading '+'. A user without a group gets its own; a number without
    /// an account is its own group. Where the settings name neither: the account of the distribution's libvirt, else VirshLite's own. null in session mode,
    /// where QEMU runs as the caller.
    /// </summary>
    /// <exception cref="GuestException">There is no such user or group, or no account at all.</exception>
    public static RunAs? Of(Settings settings)
    {
        if (!settings.Privileged)
        {
            return null;
        }

        if (settings.User is not { Length: > 0 } user)
        {
            return BuiltIn(settings.Group is { Length: > 0 } wanted ? wanted : null) ?? throw new GuestException(NoAccount);
        }

        uint uid = FileOwner.Id(user, n => Accounts.User(n)?.Uid)
            ?? throw new GuestException($"invalid argument: Failed to parse user '{user}': there is no such user here");
        return OfUser(uid, settings.Group is { Length: > 0 } group ? GroupOf(group) : null);
    }

    /// <summary>The same for one guest: its own label of owners goes before the settings, and brings that user's groups.</summary>
    /// <exception cref="GuestException">There is no such user or group, or no account at all.</exception>
    /// <exception cref="DomainParser.DomainException">The label is no USER:GROUP.</exception>
    public static RunAs? Of(Settings settings, Domain domain)
    {
        if (!settings.Privileged || DacLabels.Of(domain) is not { Type: SecLabelType.Static })
        {
            return Of(settings);
        }

        FileOwner label = DacLabels.Process(domain, default, HostAccounts.Instance);
        return OfUser(label.Uid, label.Gid);
    }

    /// <summary>
    /// The same for a guest that is about to start: where the settings have a range of numbers, the guest gets one of its own (confinement.md 10.3, R34).
    /// </summary>
    /// <exception cref="GuestException">Numbers of the range are somebody else's, or none is left.</exception>
    /// <exception cref="DomainParser.DomainException">The label is no USER:GROUP.</exception>
    public static RunAs? ForStart(Settings settings, Domain domain) =>
        RangeFor(settings, domain) is { } range && domain.Uuid is { } guest ? OfRange(GuestUsers.Of(settings, Checked(range)).Take(guest))
        : Of(settings, domain);

    /// <summary>The user that a guest has, or had when it ran last.</summary>
    /// <exception cref="GuestException">There is no such user or group, or no account at all.</exception>
    public static RunAs? Of(Settings settings, Guid guest) =>
        settings is { Privileged: true, Confinement.UserRange: { } range } && GuestUsers.Of(settings, range).Known(guest) is { } user ? OfRange(user)
        : Of(settings);

    /// <summary>The user that a guest runs as, as its process says it: it may be another program's, or older than the settings.</summary>
    /// <exception cref="GuestException">There is no such user or group, or no account at all.</exception>
    public static RunAs? OfRunning(Settings settings, Domain domain, ProcessIdentity? qemu)
    {
        RunAs? usual = domain.Uuid is { } guest && RangeFor(settings, domain) is not null ? Of(settings, guest) : Of(settings, domain);
        return usual is null || qemu is not { } process || OwnerOf(process.Pid) is not { } owner || owner == usual.Owner ? usual
            : settings.Confinement.UserRange?.Contains(owner.Uid) == true ? OfRange(owner.Uid) : OfUser(owner.Uid, owner.Gid);
    }

    /// <summary>
    /// The user of a QEMU that is only asked: that of guests; nobody where guests would be root, and where this host has no account for them. null for a caller
    /// who is not root.
    /// </summary>
    public static RunAs? ForProbes(Settings settings)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        try
        {
            return Of(settings) is { IsRoot: false } usual ? usual : settings.Privileged ? new("nobody", Nobody, Nobody, hasAccount: false) : null;
        }
        catch (GuestException)
        {
            return new("nobody", Nobody, Nobody, hasAccount: false);
        }
    }

    /// <summary>An account for a helper: the named one, else the usual one where it exists, else root.</summary>
    /// <exception cref="GuestException">There is no such user or group.</exception>
    internal static RunAs OfHelper(string? user, string? group, string usual)
    {
        uint? uid = user is { Length: > 0 } ? FileOwner.Id(user, n => Accounts.User(n)?.Uid)
            ?? throw new GuestException($"invalid argument: Failed to parse user '{user}'") : Accounts.User(usual)?.Uid;
        uint? gid = group is { Length: > 0 } ? GroupOf(group) : Accounts.GroupId(usual);
        return OfUser(uid ?? 0, gid ?? (uid is null ? 0 : null));
    }

    /// <summary>Whether QEMU can open a device for reading and writing: as that user, or as the caller where there is none.</summary>
    public static bool CanOpen(RunAs? runAs, string path) => runAs?.CanReadAndWrite(path) ?? FileStatus.IsAccessible(path, 6);

    /// <summary>Whether that user may read and write a file, by its owner, group and mode.</summary>
    public bool CanReadAndWrite(string path) => FileStatus.Of(path) is { } status && Can(status.Uid, status.Gid, status.Mode, 6);

    /// <summary>Whether that user may do all of <paramref name="what"/> (read 4, write 2, execute 1) with a file of that owner, group and mode.</summary>
    internal bool Can(uint uid, uint gid, uint mode, uint what)
    {
        int shift = uid == Uid ? 6 : gid == Gid || groups.Value.Contains(gid) ? 3 : 0;
        return (Uid == 0 && uid == 0) || ((mode >> shift) & what) == what;
    }

    /// <summary>setpriv's words before a process that keeps nothing of root's: the last step before exec (confinement.md 8.1).</summary>
    /// <param name="kept">Capabilities that it keeps all the same, as setpriv names them: sys_rawio.</param>
    internal IReadOnlyList<string> WordsFor(params IReadOnlyList<string> kept)
    {
        string sets = string.Concat(["-all", .. kept.Select(c => ",+" + c)]);
        string ambient = Uid == 0 ? "-all" : sets;
        return [.. Identity, "--inh-caps=" + (Uid == 0 ? "-all" : sets), "--ambient-caps=" + ambient, "--bounding-set=" + sets, "--no-new-privs", "--"];
    }

    private static RunAs? BuiltIn(string? group)
    {
        string release = File.Exists(OsRelease) ? File.ReadAllText(OsRelease) : "";
        IReadOnlyList<(string User, string? Group)> candidates = QemuAccounts.Candidates(release);

        // a package's account is in the host's own files; other sources are asked where none of them is
        return Of(Accounts.LocalUser, Accounts.LocalGroupId) ?? Of(Accounts.User, Accounts.GroupId);

        RunAs? Of(Func<string, (uint Uid, uint Gid)?> userOf, Func<string, uint?> groupOf)
        {
            foreach ((string user, string? usual) in candidates)
            {
                if (userOf(user) is { } account && (usual is null || groupOf(usual) is not null))
                {
                    return new(user, account.Uid, (group ?? usual) is { } name ? GroupOf(name, groupOf) : account.Gid, hasAccount: true);
                }
            }

            return null;
        }
    }

    /// <summary>The range of numbers that the guest's user is one of; null where the settings have none, and where the domain names its user.</summary>
    private static UserNumbers? RangeFor(Settings settings, Domain domain) =>
        settings.Privileged && DacLabels.Of(domain) is not { Type: SecLabelType.Static } ? settings.Confinement.UserRange : null;

    private static RunAs OfRange(uint number) =>
        new(Text(number), number, number, hasAccount: false, (Accounts.LocalGroupId(Kvm) ?? Accounts.GroupId(Kvm)) is { } kvm ? [kvm] : [])
        {
            IsOneGuests = true,
        };

    /// <exception cref="GuestException">Numbers of the range are somebody else's.</exception>
    internal static UserNumbers Checked(UserNumbers range)
    {
        string subordinates = (KernelFiles.Read("/etc/subuid", 1 << 20) ?? "") + "\n" + (KernelFiles.Read("/etc/subgid", 1 << 20) ?? "");
        return range.OwnedBy(KernelFiles.Read("/etc/passwd", 1 << 20) ?? "", subordinates) is { } whose
            ? throw new GuestException($"the setting user_range = {range} has numbers of {whose}: guests need numbers that are nobody else's, like 70000-79999")
            : range;
    }

    private static FileOwner? OwnerOf(int pid)
    {
        string[] lines = (KernelFiles.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"), 1 << 14) ?? "").Split('\n');
        return Effective("Uid:") is { } uid && Effective("Gid:") is { } gid ? new FileOwner(uid, gid) : null;

        uint? Effective(string key) => Array.Find(lines, l => l.StartsWith(key, StringComparison.Ordinal))?.Split('\t') is { Length: > 2 } fields
            && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
    }

    private static RunAs OfUser(uint uid, uint? gid)
    {
        (string Name, uint Gid)? account = Accounts.User(uid);
        return new(account?.Name ?? Text(uid), uid, gid ?? account?.Gid ?? uid, account is not null);
    }

    private static uint GroupOf(string group, Func<string, uint?>? local = null) =>
        local?.Invoke(group) ?? FileOwner.Id(group, Accounts.GroupId)
        ?? throw new GuestException($"invalid argument: Failed to parse group '{group}': there is no such group here");

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The host's accounts, for labels.</summary>
    internal sealed class HostAccounts : IHostFacts
    {
        public static readonly HostAccounts Instance = new();

        public uint? UserId(string name) => Accounts.User(name)?.Uid;

        public uint? GroupId(string name) => Accounts.GroupId(name);

        public HostPathKind KindOf(string path) => FileStatus.Of(path) is null ? HostPathKind.Missing : HostPathKind.Other;
    }
}
