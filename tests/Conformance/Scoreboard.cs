namespace VirshLite.Conformance;

/// <summary>Counts outcomes and prints them.</summary>
internal static class Scoreboard
{
    public static void Print(IReadOnlyList<CaseOutcome> outcomes, TextWriter output)
    {
        foreach (IGrouping<string, CaseOutcome> area in outcomes.GroupBy(o => o.Case.Area).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{area.Key,-10} {Line([.. area])}");
        }

        output.WriteLine(Line(outcomes));
    }

    private static string Line(IReadOnlyList<CaseOutcome> outcomes) =>
        $"args: {Score(outcomes, o => o.Args)}, xml: {Score(outcomes, o => o.Xml)}, refused: {Score(outcomes, o => o.Refused)}";

    private static string Score(IReadOnlyList<CaseOutcome> outcomes, Func<CaseOutcome, bool?> of) =>
        $"{outcomes.Count(o => of(o) == true)} of {outcomes.Count(o => of(o) is not null)}";
}
