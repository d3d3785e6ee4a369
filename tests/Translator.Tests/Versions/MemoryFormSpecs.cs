using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Versions;

public class MemoryFormSpecs
{
    private const string Hotplug =
        "<maxMemory slots='4' unit='MiB'>4096</maxMemory><cpu><model>qemu64</model><numa><cell cpus='0' memory='512' unit='MiB'/></numa></cpu>";

    [Theory]
    [InlineData("9.0", "-m 512 -object")]
    [InlineData("9.1", "-m size=524288k -object")]
    [InlineData("11.3", "-m size=524288k -object")]
    public void The_size_of_memory_is_a_bare_number_in_old_rules(string version, string expected) => Text("", version).ShouldContain(expected);

    [Theory]
    [InlineData("9.0")]
    [InlineData("11.3")]
    public void With_memory_hotplug_all_versions_agree(string version) => Text(Hotplug, version).ShouldContain("-m size=524288k,slots=4,maxmem=4194304k");

    private static string Text(string sections, string version) =>
        SmallGuest.Text(SmallGuest.Plan(SmallGuest.Context(sections, "pc", settings: new Settings { Rules = Compatibility.Of(version) })));
}
