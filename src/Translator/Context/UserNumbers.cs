using System.Globalization;

namespace VirshLite.Translator.Context;

/// <summary>
/// A range of users' numbers without accounts, for guests of which each runs as a user of its own (confinement.md 10.3, R34).
/// </summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest, itself among them.</param>
public sealed record UserNumbers(uint First, uint Last)
{
    /// <summary>Below it are the system's own accounts and people's.</summary>
    private const uint Lowest = 1000;

    /// <summary>systemd's: users of services, and from the second on of containers; nobody.</summary>
    private static readonly (uint First, uint Last, string Whose)[] Reserved =
    [
        (61184, 65519, "systemd's users of services"),
        (65534, 65535, "nobody"),
        (524288, 1879048191, "systemd's containers"),
        (2147483648, uint.MaxValue, "no user at all"),
    ];

    /// <summary><c>70000-79999</c>; null where the text is no range.</summary>
    public static UserNumbers? Parse(string text)
    {
        string[] ends = text.Split('-');
        return ends.Length == 2 && Number(ends[0]) is { } first && Number(ends[1]) is { } last && first <= last ? new(first, last) : null;
    }

    public bool Contains(uint number) => number >= First && number <= Last;

    /// <summary>Who else has numbers of the range: reserved ones, accounts, numbers for users' containers. null: nobody.</summary>
    /// <param name="accounts">The text of /etc/passwd.</param>
    /// <param name="subordinates">The texts of /etc/subuid and /etc/subgid.</param>
    public string? OwnedBy(string accounts, string subordinates)
    {
        if (First < Lowest)
        {
            return "the system's own accounts";
        }

        foreach ((uint first, uint last, string whose) in Reserved)
        {
            if (First <= last && first <= Last)
            {
                return whose;
            }
        }

        foreach (string[] fields in Lines(accounts, 4))
        {
            if ((Number(fields[2]) is { } user && Contains(user)) || (Number(fields[3]) is { } group && Contains(group)))
            {
                return $"the account '{fields[0]}'";
            }
        }

        foreach (string[] fields in Lines(subordinates, 3))
        {
            if (Number(fields[1]) is { } first && Number(fields[2]) is { } count && count > 0 && First < (ulong)first + count && first <= Last)
            {
                return $"containers of '{fields[0]}' (/etc/subuid, /etc/subgid)";
            }
        }

        return null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static IEnumerable<string[]> Lines(string text, int fields) =>
        text.Split('\n').Where(l => !l.StartsWith('#')).Select(l => l.Split(':')).Where(f => f.Length >= fields);

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
}
