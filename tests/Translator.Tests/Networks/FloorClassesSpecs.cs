using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Networks;

public class FloorClassesSpecs
{
    private const string Limited = "<network><name>n</name><bridge name='b'/><bandwidth><inbound average='1000' peak='5000'/></bandwidth></network>";

    [Fact]
    public void A_class_has_the_lowest_number_that_nobody_has()
    {
        FloorClasses.Free([]).ShouldBe(3u);
        FloorClasses.Free([Port(100, 3), Port(100, 5)]).ShouldBe(4u);
    }

    [Fact]
    public void What_is_promised_is_taken_from_what_all_share()
    {
        IReadOnlyList<PlanStep> steps = FloorClasses.Plug(SampleNetworks.Read(Limited), Port(200, 3), [Port(300, 4)]);

        Words(steps[0]).ShouldBe("class add dev b parent 1:1 classid 1:3 htb rate 200kbps ceil 5000kbps quantum 17");
        Words(steps[^1]).ShouldStartWith("class change dev b classid 1:2 htb rate 4500kbps ceil 5000kbps");
        Words(FloorClasses.Unplug(SampleNetworks.Read(Limited), Port(200, 3), [Port(300, 4)])[^1]).ShouldContain(" rate 4700kbps ");
    }

    [Fact]
    public void More_than_there_is_cannot_be_promised() =>
        Should.Throw<DomainException>(() => FloorClasses.Check(SampleNetworks.Read(Limited), Port(200, null), [Port(4900, 3)])).Message.ShouldBe(
            "Cannot plug '52:54:00:12:34:56' interface into 'b' because new combined inbound floor=5100 would overcommit peak=5000 on network 'n'");

    [Theory]
    [InlineData("<network><name>n</name><bridge name='b'/></network>", "network 'n' has no inbound QoS set")]
    [InlineData("<network><name>n</name><forward mode='bridge'/><bridge name='b'/></network>", "'nat', 'route', 'open' or none")]
    public void A_network_without_limits_or_bridge_of_its_own_promises_nothing(string xml, string words) =>
        Should.Throw<DomainException>(() => FloorClasses.Check(SampleNetworks.Read(xml), Port(200, null), [])).Message.ShouldEndWith(words);

    private static string Words(PlanStep step) => string.Join(' ', step.ShouldBeOfType<RunCommand>().Arguments);

    private static NetworkPort Port(ulong floor, uint? classId) =>
        new() { Mac = "52:54:00:12:34:56", ClassId = classId, Bandwidth = new(new(0, 0, floor, 0), null) };
}
