namespace VirshLite.Conformance.FromNative;

/// <summary>Every command line that once came back from domain XML goes on doing so.</summary>
public sealed class FromNativeRatchetSpecs
{
    [SkippableFact]
    public void Every_command_line_that_came_back_before_still_does()
    {
        string? directory = ConformanceFolder.Path;
        Skip.If(directory is null, "shared/conformance is not beside this checkout");
        string[] listed = File.ReadAllLines(FromNativeScore.PassingList);
        listed.ShouldNotBeEmpty();
        HashSet<string> passing = [.. FromNativeScore.Run(directory!, directory!, only: null).Where(r => r.Differences.Count == 0).Select(r => r.Case.Id)];

        listed.Except(passing).ShouldBeEmpty();
    }
}
