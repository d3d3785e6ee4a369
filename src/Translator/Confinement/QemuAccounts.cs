namespace VirshLite.Translator.Confinement;

/// <summary>
/// The accounts that QEMU runs as where nobody names one: that of the distribution's libvirt, so that both share files, else VirshLite's own (confinement.md
/// 1.1).
/// </summary>
public static class QemuAccounts
{
    /// <summary>The account that VirshLite's installation makes.</summary>
    public const string Own = "virshlite";

    private const string Debians = "libvirt-qemu";
    private const string Fedoras = "qemu";

    /// <summary>User and group, the best first; a group of null is the user's own.</summary>
    /// <param name="osRelease">The text of os-release; empty where there is none.</param>
    public static IReadOnlyList<(string User, string? Group)> Candidates(string osRelease)
    {
        string[] words = [.. osRelease.Split('\n')
            .Where(l => l.StartsWith("ID=", StringComparison.Ordinal) || l.StartsWith("ID_LIKE=", StringComparison.Ordinal))
            .SelectMany(l => l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"', '\'').Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        (string, string?)? usual = words.Intersect(["fedora", "rhel", "centos", "gentoo", "suse", "opensuse"]).Any() ? (Fedoras, Fedoras)
            : words.Contains("ubuntu") ? (Debians, "kvm")
            : words.Intersect(["arch", "debian"]).Any() ? (Debians, Debians)
            : null;
        return [.. usual is { } first ? [first] : Array.Empty<(string, string?)>(), (Debians, null), (Fedoras, null), (Own, null)];
    }
}
