namespace VirshLite.Fuzz;

/// <summary>A short run of what bench/fuzz does for long.</summary>
public class FuzzSpecs
{
    public static TheoryData<string> Targets => [.. Target.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Inputs_that_nobody_wrote_are_refused_and_break_nothing(string name) =>
        FuzzRun.Of(Target.All.First(t => t.Name == name), count: 300, seed: 4711, out _).Keys.ShouldBeEmpty();
}
