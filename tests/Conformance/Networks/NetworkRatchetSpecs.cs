namespace VirshLite.Conformance.Networks;

/// <summary>Network cases that passed once go on passing.</summary>
public class NetworkRatchetSpecs
{
    [SkippableFact]
    public void EveryNetworkCaseListedAsPassingStillPasses()
    {
        string? directory = SharedFolder.Find("conformance-network");
        Skip.If(directory is null, "libvirt's test data about networks are not in shared/conformance-network beside this checkout");
        string[] listed = File.ReadAllLines(NetworkScore.PassingList);
        listed.ShouldNotBeEmpty();

        var passed = NetworkCase.Load(directory!).Select(NetworkCaseRunner.Run).Where(o => o.Passed).Select(o => o.Case.Id).ToHashSet();

        listed.Where(line => !passed.Contains(line)).ShouldBeEmpty("these passed before");
    }
}
