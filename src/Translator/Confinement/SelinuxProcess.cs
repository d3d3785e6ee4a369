using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Confinement;

/// <summary>
/// The label that a guest's QEMU runs under (confinement.md 5): the policy's type for guests, user and role of who starts it, and a pair of categories that no
/// other guest has, which is what parts guests from each other.
/// </summary>
public static class SelinuxProcess
{
    private const int FewestCategories = 8;
    private const int MostCategories = 1024;
    private const int MostTries = 10_000;

    /// <param name="guest">The domain's &lt;seclabel&gt; of this model; null = what is usual.</param>
    /// <param name="isEmulated">The guest runs without KVM.</param>
    /// <param name="own">The label of who starts it.</param>
    /// <param name="policy">The policy's labels for QEMU: without emulation, and with.</param>
    /// <param name="used">Labels of processes of this host.</param>
    /// <param name="draw">A number from 0 to below its argument.</param>
    /// <exception cref="DomainException">A label is none, or there are no categories left.</exception>
    public static SelinuxContext Of(
        SecLabel? guest, bool isEmulated, SelinuxContext own, SelinuxProcessContexts policy, IEnumerable<string> used, Func<int, int> draw)
    {
        if (guest is { Type: SecLabelType.Static, Label: { } given })
        {
            return SelinuxContext.Parse(given);
        }

        SelinuxContext usual = guest?.BaseLabel is { } wanted ? SelinuxContext.Parse(wanted) : isEmulated ? policy.Emulated : policy.Accelerated;
        return own with { Type = usual.Type, Range = Range(own, used, draw) };
    }

    private static string Range(SelinuxContext own, IEnumerable<string> used, Func<int, int> draw)
    {
        // of a range s0-s0:c0.c1023 the lower sensitivity, and the categories of the higher one
        string sensitivity = own.WithoutCategories().Range ?? "s0";
        (int first, int last) = Categories(own.Range ?? "");
        if (last - first + 1 < FewestCategories)
        {
            throw new DomainException(string.Create(CultureInfo.InvariantCulture, $"internal error: Category range c{first}-c{last} too small"));
        }

        HashSet<string> taken = [.. used.Select(l => l.Split(':', 4)).Where(p => p.Length == 4).Select(p => p[3])];
        for (int i = 0; i < MostTries; i++)
        {
            int one = first + draw(last - first + 1), other = first + draw(last - first + 1);
            string range = string.Create(CultureInfo.InvariantCulture, $"{sensitivity}:c{Math.Min(one, other)},c{Math.Max(one, other)}");
            if (one != other && !taken.Contains(range))
            {
                return range;
            }
        }

        throw new DomainException("internal error: no pair of SELinux categories is left for another guest");
    }

    private static (int First, int Last) Categories(string range)
    {
        string[] ends = range.Split(':') is [.., var list] && list.StartsWith('c') ? list.Split('.') : [];
        return ends.Length == 2 && Number(ends[0]) is { } first && Number(ends[1]) is { } last ? (first, last) : (0, MostCategories - 1);
    }

    private static int? Number(string category) =>
        category.Length > 1 && int.TryParse(category.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

/// <summary>The policy's labels for QEMU: first and second line of <c>contexts/virtual_domain_context</c>.</summary>
public sealed record SelinuxProcessContexts(SelinuxContext Accelerated, SelinuxContext Emulated)
{
    /// <exception cref="DomainException">It has no label.</exception>
    public static SelinuxProcessContexts Parse(string text)
    {
        string[] lines = SelinuxContext.Lines(text);
        return lines.Length == 0 ? throw new DomainException("the SELinux policy has no label for guests (contexts/virtual_domain_context)")
            : new(SelinuxContext.Parse(lines[0]), SelinuxContext.Parse(lines[^1]));
    }
}
