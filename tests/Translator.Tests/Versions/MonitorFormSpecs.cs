using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Versions;

public class MonitorFormSpecs
{
    private const string AsOption = "-mon chardev=charmonitor,id=monitor,mode=control";

    [Fact]
    public void From_12_8_on_the_monitor_is_an_object_where_QEMU_has_one() =>
        Text("12.8", objects: true).ShouldContain("-object {\"qom-type\":\"monitor-qmp\",\"id\":\"monitor\",\"chardev\":\"charmonitor\"}");

    [Theory]
    [InlineData("12.8", false)]
    [InlineData("11.3", true)]
    public void Otherwise_it_is_an_option(string version, bool objects) => Text(version, objects).ShouldContain(AsOption);

    private static string Text(string version, bool objects)
    {
        QemuCapabilities qemu = objects ? TestQemu.Modern.WithFlags([Flags.MonitorQmpObject], []) : TestQemu.Modern;
        return SmallGuest.Text(SmallGuest.Plan(SmallGuest.Context("", "pc", settings: new Settings { Rules = Compatibility.Of(version) }, qemu: qemu)));
    }
}
