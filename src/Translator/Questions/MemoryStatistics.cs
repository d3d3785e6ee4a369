using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Questions;

/// <summary><c>dommemstat</c>: what the balloon's driver in the guest tells of its memory (live-changes.md 8.3).</summary>
public static class MemoryStatistics
{
    /// <summary>In virsh's order: its name, QEMU's, and whether the figure is in bytes.</summary>
    private static readonly (string Name, string QemuName, bool IsSize)[] All =
    [
        ("swap_in", "stat-swap-in", true),
        ("swap_out", "stat-swap-out", true),
        ("major_fault", "stat-major-faults", false),
        ("minor_fault", "stat-minor-faults", false),
        ("unused", "stat-free-memory", true),
        ("available", "stat-total-memory", true),
        ("usable", "stat-available-memory", true),
        ("last_update", "", false),
        ("disk_caches", "stat-disk-caches", true),
        ("hugetlb_pgalloc", "stat-htlb-pgalloc", false),
        ("hugetlb_pgfail", "stat-htlb-pgfail", false),
    ];

    /// <param name="live">The running domain.</param>
    /// <param name="residentKiB">What the process takes of the host's memory.</param>
    /// <param name="results">What the steps have brought.</param>
    /// <param name="tell">Told the lines.</param>
    public static IEnumerable<PlanStep> Ask(Domain live, ulong residentKiB, StepResults results, Action<string> tell)
    {
        var text = new StringBuilder();
        if (live.Memballoon is { Model: not MemballoonModel.None } balloon)
        {
            yield return new QmpStep("query-balloon") { KeepAs = "balloon" };
            if (results.Of("balloon") is { } actual)
            {
                Line(text, "actual", actual.GetProperty("actual").GetUInt64() / 1024);
            }

            yield return new QmpStep("qom-get", new PropertyBag().Add("path", "/machine/peripheral/" + balloon.Alias)
                .Add("property", "guest-stats"))
            { KeepAs = "guest-stats", IgnoreErrors = true };
            if (results.Of("guest-stats") is { } told)
            {
                Driver(text, told);
            }
        }

        Line(text, "rss", residentKiB);
        tell(text.ToString());
    }

    private static void Driver(StringBuilder text, JsonElement told)
    {
        foreach ((string name, ulong value) in Figures(told, keepZeroUpdate: false))
        {
            Line(text, name, value);
        }
    }

    /// <summary>What the driver tells, in virsh's order and units.</summary>
    /// <param name="told">The balloon's <c>guest-stats</c>.</param>
    /// <param name="keepZeroUpdate">A driver that never told anything is named too.</param>
    internal static IEnumerable<(string Name, ulong Value)> Figures(JsonElement told, bool keepZeroUpdate)
    {
        JsonElement stats = told.TryGetProperty("stats", out JsonElement members) ? members : default;
        foreach ((string name, string qemuName, bool isSize) in All)
        {
            JsonElement of = qemuName.Length == 0 ? told : stats;
            if (of.ValueKind == JsonValueKind.Object && of.TryGetProperty(qemuName.Length == 0 ? "last-update" : qemuName, out JsonElement value)
                && value.TryGetUInt64(out ulong figure) && figure != ulong.MaxValue && (qemuName.Length > 0 || figure > 0 || keepZeroUpdate))
            {
                yield return (name, isSize ? figure / 1024 : figure);
            }
        }
    }

    private static void Line(StringBuilder text, string name, ulong value) => text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
}
