using System.Globalization;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>
/// A guest's own directories and sockets with any number of a run in the place of this one's, so that the guest's profile is the same text at every start and
/// is compiled once (confinement.md 4.6, R11). The name after the number is the guest's whole name, which no other guest has: nothing of another's comes in.
/// </summary>
internal sealed class RunPaths
{
    /// <summary>A number of at most five digits.</summary>
    private const string AnyNumber = "[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]}}}}";

    private const int LastNumber = 99_999;

    private readonly string number;
    private readonly string rest;
    private readonly string[] starts;

    public RunPaths(LaunchPlan plan)
    {
        number = plan.Paths.Id.ToString(CultureInfo.InvariantCulture);
        rest = "-" + plan.Domain.Name;
        string own = number + rest;

        // a name that was cut is the beginning of other guests' names too
        bool isWhole = plan.Paths.ShortName == own && plan.Paths.Id is >= 0 and <= LastNumber;
        starts = !isWhole ? []
            : [.. ((string[])[plan.Paths.DomainDirectory, plan.Paths.ChannelDirectory, plan.Paths.MemoryDirectory, plan.Paths.SwtpmSocket,
                $"{plan.Paths.PasstDirectory}/{own}", $"{plan.Paths.DbusDirectory}/{own}", .. plan.Directories.Select(d => d.Path)])
                .Select(p => p.IndexOf(own, StringComparison.Ordinal) is > 0 and var at ? AppArmorText.Literal(p[..(at + own.Length)]) : null)
                .OfType<string>().Distinct()];
    }

    /// <summary>The rule for every run.</summary>
    public AppArmorRule OfEveryRun(AppArmorRule rule)
    {
        foreach (string start in starts)
        {
            if (rule.Pattern.StartsWith(start, StringComparison.Ordinal))
            {
                string before = start[..^(number.Length + AppArmorText.Literal(rest).Length)];
                return rule.With(before + AnyNumber + rule.Pattern[(before.Length + number.Length)..]);
            }
        }

        return rule;
    }
}
