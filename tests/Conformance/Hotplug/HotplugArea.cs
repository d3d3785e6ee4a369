namespace VirshLite.Conformance.Hotplug;

/// <summary>
/// <c>./conformance --area hotplug [DIR] [--host DIR] [--only NAME] [--diff] [--write-passing]</c>: changes of a running guest. One point a step, recording or
/// file.
/// </summary>
internal static class HotplugArea
{
    public const string Name = "hotplug";

    public static string PassingList => Checkout.At("tests", "Conformance", "passing-hotplug.txt");

    public static string? DefaultFolder => SharedFolder.Find("conformance-hotplug");

    public static int Run(string? directory, string? host, string? only, bool diff, bool writePassing)
    {
        directory ??= DefaultFolder;
        host ??= ConformanceFolder.Path;
        if (directory is null || !File.Exists(Path.Combine(directory, "recorded.json")) || host is null)
        {
            Console.Error.WriteLine(
                $"conformance: no recorded.json in {directory ?? "shared/conformance-hotplug beside this checkout"}, or no recorded QEMUs in "
                + $"{host ?? "shared/conformance"}");
            return 2;
        }

        List<HotplugOutcome> outcomes = [.. All(directory, host).Where(o => only is null || o.Name.Contains(only, StringComparison.Ordinal))];
        foreach (HotplugOutcome outcome in outcomes.Where(o => only is not null || (diff && !o.Passed)))
        {
            Console.WriteLine($"{(outcome.Passed ? "passed" : "FAILED")} {outcome.Name}");
            Console.Write(outcome.Differences);
        }

        if (writePassing)
        {
            File.WriteAllLines(PassingList, outcomes.Where(o => o.Passed).Select(o => o.Name).Order(StringComparer.Ordinal));
        }

        foreach (IGrouping<string, HotplugOutcome> group in outcomes.GroupBy(o => o.Group))
        {
            Console.WriteLine($"{group.Key,-10} {group.Count(o => o.Passed)} of {group.Count()}");
        }

        Console.WriteLine($"{Name}: {outcomes.Count(o => o.Passed)} of {outcomes.Count}");
        return 0;
    }

    public static IEnumerable<HotplugOutcome> All(string directory, string host)
    {
        var setting = new HotplugSetting(directory, host);
        return CaseSteps.Run(setting).Concat(Recordings.Run(setting)).Concat(AgentCases.Run(setting)).Concat(CpuCases.Run(setting))
            .Concat(XmlCases.Run(setting));
    }
}

/// <summary>What came of one step, recording or file.</summary>
internal sealed record HotplugOutcome(string Group, string Name, bool Passed, string Differences)
{
    /// <summary>Runs one of them; whatever goes wrong with it is told, not thrown.</summary>
    public static HotplugOutcome Of(string group, string name, Action<Differences> run)
    {
        var differences = new Differences();
        try
        {
            run(differences);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            differences.Add("crash: " + e);
        }

        return new(group, name, differences.IsEmpty, differences.ToString());
    }
}
