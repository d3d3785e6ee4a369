namespace VirshLite.Conformance;

/// <summary>What passed once goes on passing: each line of passing.txt is held against a run of all cases.</summary>
public class RatchetTests
{
    [SkippableFact]
    public void EveryCaseListedAsPassingStillPasses()
    {
        string? directory = ConformanceFolder.Find();
        Skip.If(directory is null, "libvirt's test data is not beside this checkout (../shared/conformance); set VIRSHLITE_CONFORMANCE to its folder");
        string[] listed = File.ReadAllLines(ConformanceFolder.PassingList());
        listed.ShouldNotBeEmpty();

        var runner = new CaseRunner(directory, directory);
        var passed = ConformanceCase.Load(directory).Select(runner.Run).SelectMany(o => o.Passed).ToHashSet();

        listed.Where(line => !passed.Contains(line)).ShouldBeEmpty("these passed before");
    }
}
