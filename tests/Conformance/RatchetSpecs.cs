using VirshLite.Translator.Context;

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

    /// <summary>The same by the rules of libvirt 12.8; all of it passes.</summary>
    [SkippableFact]
    public void Every_case_of_12_8_passes()
    {
        string? directory = SharedFolder.Find("conformance-12.8");
        Skip.If(directory is null, "the cases of libvirt 12.8 are not in shared/conformance-12.8 beside this checkout");

        var runner = new CaseRunner(directory!, directory!) { Rules = Compatibility.Of("12.8") };
        ConformanceCase.Load(directory!).Select(runner.Run).Where(o => o.Args == false || o.Xml == false || o.Refused == false).Select(o => o.Case.Id)
            .ShouldBeEmpty();
    }
}
