namespace VirshLite.Conformance.State;

/// <summary>
/// <c>./conformance [DIR] --area state</c>: snapshots, checkpoints, backups, block graphs, migration data and volumes; the last line is <c>state: P of N</c>.
/// </summary>
internal static class StateArea
{
    public const string Name = "state";

    public static string PassingList => Checkout.At("tests", "Conformance", "State", "passing.txt");

    /// <summary>The cases beside this checkout; null where there are none.</summary>
    public static string? Directory => SharedFolder.Find("conformance-state");

    public static int Run(string? directory, string? only, bool diff, bool writePassing)
    {
        directory ??= Directory;
        if (directory is null || !File.Exists(Path.Combine(directory, "cases.json")))
        {
            Console.Error.WriteLine($"conformance: no cases.json in {directory ?? "shared/conformance-state beside this checkout"}");
            return 2;
        }

        List<(StateCase Case, StateOutcome Outcome)> results = [.. StateCase.Load(directory)
            .Where(c => only is null || c.Name == only || c.Kind == only).Select(c => (c, StateCases.Run(c)))];
        foreach ((StateCase @case, StateOutcome outcome) in results)
        {
            if ((diff || only is not null) && !outcome.Passed)
            {
                Console.WriteLine($"{@case.Name} ({@case.Kind})");
                Console.Write(outcome.Differences);
            }
        }

        foreach (IGrouping<string, (StateCase Case, StateOutcome Outcome)> kind in results.GroupBy(r => r.Case.Kind))
        {
            Console.WriteLine($"{kind.Key,-28} {kind.Count(r => r.Outcome.Passed)} of {kind.Count()}");
        }

        if (writePassing)
        {
            File.WriteAllLines(PassingList, results.Where(r => r.Outcome.Passed).Select(r => $"{r.Case.Kind} {r.Case.Name}").Order(StringComparer.Ordinal));
        }

        Console.WriteLine($"state: {results.Count(r => r.Outcome.Passed)} of {results.Count}");
        return 0;
    }
}
