using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about memory devices that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class MemoryDeviceMeasuredSpecs
{
    private const string Numa = "<memory unit='MiB'>1024</memory><maxMemory slots='4' unit='MiB'>4096</maxMemory>"
        + "<cpu><model>qemu64</model><numa><cell cpus='0' memory='512' unit='MiB'/></numa></cpu>";

    private const string Target = "<target><size unit='MiB'>512</size><node>0</node>";

    [Theory]
    [InlineData(Numa + "<devices><memory model='dimm'><source><path>/x</path></source>" + Target + "</target></memory></devices>", "<path>")]
    [InlineData(Numa + "<devices><memory model='dimm'>" + Target + "<readonly/></target></memory></devices>", "<readonly/>")]
    [InlineData(
        Numa + "<devices><memory model='nvdimm'><source><path>/x</path><nodemask>0</nodemask></source>" + Target + "</target></memory></devices>",
        "<nodemask>")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);
}
