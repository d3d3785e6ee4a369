namespace VirshLite.Conformance.State;

/// <summary>What passed once of the state cases goes on passing.</summary>
public class StateRatchetSpecs
{
    [SkippableFact]
    public void EveryStateCaseListedAsPassingStillPasses()
    {
        string? directory = StateArea.Directory;
        Skip.If(directory is null, "libvirt's state test data are not in shared/conformance-state beside this checkout");
        string[] listed = File.ReadAllLines(StateArea.PassingList);
        listed.ShouldNotBeEmpty();

        var passed = StateCase.Load(directory!).Where(c => StateCases.Run(c).Passed).Select(c => $"{c.Kind} {c.Name}").ToHashSet();

        listed.Where(line => !passed.Contains(line)).ShouldBeEmpty("these passed before");
    }
}
