using System.Globalization;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator;

namespace VirshLite.Runner.Launching;

/// <summary>The user and group that QEMU runs as, where the settings name others than the caller's (startup.md 12).</summary>
internal sealed record FileOwner(uint User, uint Group, bool HasAccount)
{
    /// <summary>null where QEMU runs as the caller.</summary>
    public static FileOwner? Of(Settings settings)
    {
        if (!settings.Privileged || (settings.User is null && settings.Group is null))
        {
            return null;
        }

        (uint user, uint ownGroup, bool hasAccount) = settings.User is { } name ? LookUpUser(name) : (0u, 0u, true);
        return new FileOwner(user, settings.Group is { } group ? LookUpGroup(group) : ownGroup, hasAccount);
    }

    public void Take(string path) => Files.SetOwner(path, User, Group);

    /// <summary>The words that go before QEMU's own: the last step before exec drops the privileges.</summary>
    public IReadOnlyList<string> DropPrivileges() =>
        ["--reuid=" + Text(User), "--regid=" + Text(Group), HasAccount ? "--init-groups" : "--clear-groups", "--inh-caps=-all", "--"];

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static (uint User, uint Group, bool HasAccount) LookUpUser(string name)
    {
        string[]? line = Find("/etc/passwd", name);
        if (line is not null && line.Length > 3)
        {
            return (uint.Parse(line[2], CultureInfo.InvariantCulture), uint.Parse(line[3], CultureInfo.InvariantCulture), true);
        }

        return uint.TryParse(name.TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? (number, number, false)
            : throw new GuestException($"invalid argument: Failed to parse user '{name}'");
    }

    private static uint LookUpGroup(string name)
    {
        string[]? line = Find("/etc/group", name);
        if (line is not null && line.Length > 2)
        {
            return uint.Parse(line[2], CultureInfo.InvariantCulture);
        }

        return uint.TryParse(name.TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number
            : throw new GuestException($"invalid argument: Failed to parse group '{name}'");
    }

    private static string[]? Find(string path, string name)
    {
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith(name + ":", StringComparison.Ordinal))
            {
                return line.Split(':');
            }
        }

        return null;
    }
}
