using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Changes;

/// <summary>Shares, periods and quotas of &lt;cputune&gt;, by the names of <c>schedinfo</c> (live-changes.md 9.5).</summary>
public sealed class SchedulerChange
{
    private const long SmallestPeriod = 1000;
    private const long LargestPeriod = 1_000_000;
    private const long LargestQuota = 17_592_186_044_415;

    private static readonly Parameter[] All =
    [
        new("cpu_shares", 1024, t => (long?)t.Shares, (t, v) => t.Shares = (ulong?)v),
        new("vcpu_period", 100_000, t => (long?)t.Period, (t, v) => t.Period = (ulong?)v),
        new("vcpu_quota", -1, t => t.Quota, (t, v) => t.Quota = v),
        new("emulator_period", 100_000, t => (long?)t.EmulatorPeriod, (t, v) => t.EmulatorPeriod = (ulong?)v),
        new("emulator_quota", -1, t => t.EmulatorQuota, (t, v) => t.EmulatorQuota = v),
        new("global_period", 100_000, t => (long?)t.GlobalPeriod, (t, v) => t.GlobalPeriod = (ulong?)v),
        new("global_quota", -1, t => t.GlobalQuota, (t, v) => t.GlobalQuota = v),
        new("iothread_period", 100_000, t => (long?)t.IoThreadPeriod, (t, v) => t.IoThreadPeriod = (ulong?)v),
        new("iothread_quota", -1, t => t.IoThreadQuota, (t, v) => t.IoThreadQuota = v),
    ];

    private readonly List<(Parameter Parameter, long Value)> wanted = [];

    /// <param name="assignments">NAME=VALUE each.</param>
    /// <exception cref="DomainException">There is no such name, or the value cannot be.</exception>
    public SchedulerChange(IEnumerable<string> assignments)
    {
        foreach (string assignment in assignments)
        {
            string[] halves = assignment.Split('=', 2);
            if (halves.Length < 2)
            {
                throw Plain("Invalid syntax for --set, expecting name=value");
            }

            Parameter parameter = Array.Find(All, p => p.Name == halves[0]) ?? throw Plain($"invalid scheduler option: {halves[0]}");
            string text = halves[1];
            bool isQuota = parameter.Usual < 0;
            if (!long.TryParse(text, isQuota ? NumberStyles.AllowLeadingSign : NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                throw DomainException.Argument($"Invalid value for field '{parameter.Name}': expected {(isQuota ? "long long" : "unsigned long long")}");
            }

            Check(parameter, value, isQuota);
            wanted.Add((parameter, value));
        }
    }

    /// <summary>As <c>schedinfo</c> shows them behind its first line; what is not set is 0 in a stored definition.</summary>
    public static string Text(Domain domain, bool live)
    {
        CpuTune tune = domain.CpuTune ?? new CpuTune();
        return ParameterText.Of(All.Select(p => (p.Name, (p.Get(tune) ?? (live ? p.Usual : 0)).ToString(CultureInfo.InvariantCulture))));
    }

    public IEnumerable<PlanStep> Live(RunningGuest guest)
    {
        foreach (PlanStep step in PlugSteps.Retuned(guest, Config))
        {
            yield return step;
        }

        if (wanted.Count > 0)
        {
            yield return new Tell(DomainEvents.Tunable(wanted.Select(w => ("cputune." + w.Parameter.Name, w.Value.ToString(CultureInfo.InvariantCulture)))));
        }
    }

    public void Config(Domain domain)
    {
        CpuTune tune = domain.CpuTune ??= new CpuTune();
        wanted.ForEach(w => w.Parameter.Set(tune, w.Value));
    }

    private static void Check(Parameter parameter, long value, bool isQuota)
    {
        bool isPeriod = parameter.Name.EndsWith("_period", StringComparison.Ordinal);
        (long low, long high) = isPeriod ? (SmallestPeriod, LargestPeriod) : isQuota ? (SmallestPeriod, LargestQuota) : (0, long.MaxValue);
        if ((value < low || value > high) && !(isQuota && value < 0) && value != 0)
        {
            throw DomainException.Argument($"value of '{parameter.Name}' is out of range [{low}, {high}]");
        }
    }

    private static DomainException Plain(string message) => new(message, default, RefusalKind.Plain);

    /// <param name="Usual">What holds in a running guest where nothing is set.</param>
    private sealed record Parameter(string Name, long Usual, Func<CpuTune, long?> Get, Action<CpuTune, long?> Set);
}
