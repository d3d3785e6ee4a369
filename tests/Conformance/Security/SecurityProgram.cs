namespace VirshLite.Conformance.Security;

/// <summary><c>./conformance --area security [DIR]</c>: a line a kind, then <c>security: P of N</c>.</summary>
internal static class SecurityProgram
{
    public const string Area = "security";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("VIRSHLITE_CONFORMANCE_SECURITY") is { Length: > 0 } given
        ? given : SharedFolder.Find("conformance-security");

    /// <param name="directory">null = the folder beside the checkout.</param>
    /// <param name="host">Where the recorded QEMUs are.</param>
    /// <param name="only">One case.</param>
    /// <param name="diff">Show what is different.</param>
    public static int Run(string? directory, string? host, string? only, bool diff)
    {
        directory ??= Folder;
        host ??= ConformanceFolder.Path;
        if (directory is null || host is null || !SecurityCase.IsFolder(directory))
        {
            Console.Error.WriteLine(
                $"conformance: {directory ?? "shared/conformance-security beside this checkout"} has no security cases, or there are no recorded QEMUs "
                + "(--host DIR)");
            return 2;
        }

        var runner = new SecurityRunner(directory, host);
        List<(SecurityCase Case, string Differences)> outcomes =
            [.. SecurityCase.Load(directory).Where(c => only is null || c.Name == only).Select(c => (c, runner.Run(c)))];
        foreach ((SecurityCase @case, string differences) in outcomes.Where(o => o.Differences.Length > 0 && (diff || only is not null)))
        {
            Console.WriteLine($"{@case.Name} ({@case.Kind})");
            Console.Write(differences);
        }

        foreach (IGrouping<string, (SecurityCase Case, string Differences)> kind in outcomes.GroupBy(o => o.Case.Kind)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{kind.Key,-10} {kind.Count(o => o.Differences.Length == 0)} of {kind.Count()}");
        }

        Console.WriteLine($"security: {outcomes.Count(o => o.Differences.Length == 0)} of {outcomes.Count}");
        return 0;
    }
}
