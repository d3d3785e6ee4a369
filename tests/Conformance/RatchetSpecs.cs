namespace VirshLite.Conformance;

/// <summary>What passed once goes on passing: each line of passing.txt is held against a run of all cases.</summary>
public class RatchetSpecs
{
    public static string PassingList => Checkout.At("tests", "Conformance", "passing.txt");

    [SkippableFact]
    public void EveryCaseListedAsPassingStillPasses()
    {
        string directory = ConformanceFolder.Required;
        string[] listed = File.ReadAllLines(PassingList);
        listed.ShouldNotBeEmpty();

        var runner = new CaseRunner(directory, directory);
        var passed = ConformanceCase.Load(directory).Select(runner.Run).SelectMany(o => o.Passed).ToHashSet();

        listed.Where(line => !passed.Contains(line)).ShouldBeEmpty("these passed before");
    }
}
