namespace VirshLite.Conformance.Hotplug;

/// <summary>What passed once goes on passing: each line of passing-hotplug.txt is held against a run of all steps, recordings and files.</summary>
public class HotplugRatchetTests
{
    [SkippableFact]
    public void Every_step_and_recording_listed_as_passing_still_passes()
    {
        Skip.If(HotplugArea.DefaultFolder is null, "libvirt's hot-plug data are not in shared/conformance-hotplug beside this checkout");
        string[] listed = File.ReadAllLines(HotplugArea.PassingList);
        listed.ShouldNotBeEmpty();

        var passed = HotplugArea.All(HotplugArea.DefaultFolder!, ConformanceFolder.Required).Where(o => o.Passed).Select(o => o.Name).ToHashSet();

        listed.Where(line => !passed.Contains(line)).ShouldBeEmpty("these passed before");
    }
}
