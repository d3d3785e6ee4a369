namespace VirshLite.Conformance.Networks;

/// <summary><c>./conformance --area networks [DIR] [--only NAME] [--diff] [--write-passing]</c>: networks and network filters.</summary>
internal static class NetworkScore
{
    public const string Area = "networks";

    public static string PassingList => Checkout.At("tests", "Conformance", "passing-networks.txt");

    public static int Print(string? directory, string? only, bool diff, bool writePassing)
    {
        directory ??= SharedFolder.Find("conformance-network");
        if (directory is null || !File.Exists(Path.Combine(directory, "cases.json")))
        {
            Console.Error.WriteLine($"conformance: no cases.json in {directory ?? "shared/conformance-network beside this checkout"}");
            return 2;
        }

        List<NetworkOutcome> outcomes = [.. NetworkCase.Load(directory).Where(c => only is null || c.Id == only || c.Kind == only || c.Text("name") == only)
            .Select(NetworkCaseRunner.Run)];
        foreach (NetworkOutcome outcome in outcomes.Where(o => !o.Passed && (diff || only is not null)))
        {
            Console.WriteLine(outcome.Case.Id);
            Console.Write(outcome.Differences);
        }

        if (writePassing)
        {
            File.WriteAllLines(PassingList, outcomes.Where(o => o.Passed).Select(o => o.Case.Id).Order(StringComparer.Ordinal));
        }

        foreach (IGrouping<string, NetworkOutcome> kind in outcomes.GroupBy(o => o.Case.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{kind.Key,-18} {kind.Count(o => o.Passed)} of {kind.Count()}");
        }

        Console.WriteLine($"{Area}: {outcomes.Count(o => o.Passed)} of {outcomes.Count}");
        return 0;
    }
}
