using System.Globalization;
using System.Text.RegularExpressions;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>What a machine type's name says: its kind and the version of QEMU whose hardware it is.</summary>
/// <param name="Family">The name without a version, as an alias would be: q35, pc, virt, pseries.</param>
/// <param name="Version">Null where the name has none that can be told.</param>
/// <param name="IsDistributions">The name is one that a distribution made for its own QEMU.</param>
internal sealed partial record MachineName(string Family, Version? Version, bool IsDistributions)
{
    /// <summary>Ubuntu's releases (names as in <c>pc-i440fx-focal</c>) and the QEMU in each.</summary>
    private static readonly Dictionary<string, string> UbuntuReleases = new(StringComparer.Ordinal)
    {
        ["precise"] = "1.0",
        ["quantal"] = "1.2",
        ["raring"] = "1.4",
        ["saucy"] = "1.5",
        ["trusty"] = "2.0",
        ["utopic"] = "2.1",
        ["vivid"] = "2.2",
        ["wily"] = "2.3",
        ["xenial"] = "2.5",
        ["yakkety"] = "2.6",
        ["zesty"] = "2.8",
        ["artful"] = "2.10",
        ["bionic"] = "2.11",
        ["cosmic"] = "2.12",
        ["disco"] = "3.1",
        ["eoan"] = "4.0",
        ["focal"] = "4.2",
        ["groovy"] = "5.0",
        ["hirsute"] = "5.2",
        ["impish"] = "6.0",
        ["jammy"] = "6.2",
        ["kinetic"] = "7.0",
        ["lunar"] = "7.2",
        ["mantic"] = "8.0",
        ["noble"] = "8.2",
        ["oracular"] = "9.0",
        ["plucky"] = "9.2",
        ["questing"] = "10.1",
    };

    /// <summary>RHEL's releases, newest first: from which on their machine types are those of which QEMU.</summary>
    private static readonly (int Major, int Minor, string Version)[] RhelReleases =
    [
        (10, 0, "9.1"), (9, 6, "9.1"), (9, 4, "8.2"), (9, 2, "7.2"), (9, 0, "6.2"), (8, 6, "6.2"), (8, 5, "6.0"), (8, 4, "5.2"), (8, 3, "5.1"), (8, 2, "4.2"),
        (8, 1, "4.0"), (8, 0, "3.1"), (7, 6, "2.12"), (7, 5, "2.11"), (7, 4, "2.9"), (7, 3, "2.6"), (7, 2, "2.3"), (7, 1, "2.1"), (7, 0, "1.5"), (6, 0, "0.12"),
        (5, 0, "0.9"),
    ];

    public static MachineName Of(string name)
    {
        string lower = name.ToLowerInvariant();
        string family = lower.Contains("q35", StringComparison.Ordinal) ? "q35"
            : lower is "pc" or "standard" || Compatible().IsMatch(lower) ? "pc"
            : Tail().Replace(lower, "");
        if (Rhel().Match(lower) is { Success: true } rhel)
        {
            int major = int.Parse(rhel.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            int minor = int.Parse(rhel.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            string? version = RhelReleases.FirstOrDefault(r => major > r.Major || (major == r.Major && minor >= r.Minor)).Version;
            return new(family, version is null ? null : new Version(version), true);
        }

        foreach ((string release, string version) in UbuntuReleases)
        {
            if (lower.Split('-').Contains(release))
            {
                return new(family, new Version(version), true);
            }
        }

        return lower.StartsWith("fedora-", StringComparison.Ordinal) ? new(family, new Version(0, 12), true)
            : Number().Match(lower) is { Success: true } number ? new(family, new Version(number.Groups[1].Value), false)
            : new(family, null, false);
    }

    /// <summary>Names of what QEMU calls pc today; Xen's are the same chipset.</summary>
    [GeneratedRegex("^(pc-[0-9]|pc-(i440fx|[a-z]+$)|rhel[0-9]|fedora-|xenfv|xenpv)")]
    private static partial Regex Compatible();

    [GeneratedRegex("-?rhel-?([0-9]+)\\.([0-9]+)")]
    private static partial Regex Rhel();

    [GeneratedRegex("-([0-9]+\\.[0-9]+)([^0-9.]|\\.[0-9]+|$)")]
    private static partial Regex Number();

    /// <summary>All from the version, or the distribution's word, on.</summary>
    [GeneratedRegex("-(rhel|[0-9]+\\.|precise|trusty|utopic|vivid|wily|xenial|yakkety|zesty|artful|bionic|cosmic|disco|eoan|focal|groovy|hirsute|impish|jammy|"
        + "kinetic|lunar|mantic|noble|oracular|plucky|questing).*$")]
    private static partial Regex Tail();
}
