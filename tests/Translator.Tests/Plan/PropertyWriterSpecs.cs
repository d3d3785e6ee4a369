using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Plan;

public class PropertyWriterSpecs
{
    private sealed class Counting : IFdNumbering
    {
        public int NumberOf(PlanResource resource) => ((CallersFd)resource).Number;
    }

    private static readonly Counting Numbers = new();

    [Fact]
    public void Json_keeps_the_order_of_properties_and_has_no_blanks() =>
        PropertyWriter.ToJson(new PropertyBag().Add("z", "1").Add("a", true).Add("n", 5L).Add("none", (string?)null), Numbers)
            .ShouldBe("""{"z":"1","a":true,"n":5}""");

    [Fact]
    public void Json_escapes_what_must_be_and_leaves_slashes_and_umlauts() =>
        PropertyWriter.ToJson(new PropertyBag().Add("p", "/a\"b\\c\u0001ü"), Numbers).ShouldBe("{\"p\":\"/a\\\"b\\\\c\\u0001ü\"}");

    [Fact]
    public void Numbers_over_the_signed_range_come_out_negative() =>
        PropertyWriter.ToJson(new PropertyBag().Add("n", ulong.MaxValue), Numbers).ShouldBe("""{"n":-1}""");

    [Fact]
    public void Key_value_form_puts_the_lead_first_doubles_commas_and_flattens_objects() =>
        PropertyWriter.ToKeyValue(
                new PropertyBag().Add("type", "stream").Add("addr", new PropertyBag().Add("path", "/a,b")).Add("server", false),
                "type",
                Numbers)
            .ShouldBe("stream,addr.path=/a,,b,server=off");

    [Fact]
    public void Descriptors_are_joined_by_colons() =>
        PropertyWriter.ToJson(new PropertyBag().AddFds("fds", [new CallersFd("a", 7), new CallersFd("b", 9)]), Numbers).ShouldBe("""{"fds":"7:9"}""");

    [Fact]
    public void Classic_syntax_puts_a_taps_id_right_behind_its_descriptors()
    {
        var netdev = new BagValue(
            new PropertyBag().Add("type", "tap").AddFd("fd", new CallersFd("t", 22)).Add("vhost", true).AddFd("vhostfd", new CallersFd("v", 23))
                .Add("id", "hostnet0"),
            BagForm.Netdev,
            "type");

        PlanRenderer.Render(netdev, new SyntaxSupport(true, true), Numbers, CommandSyntax.Classic).ShouldBe("tap,fd=22,id=hostnet0,vhost=on,vhostfd=23");
        PlanRenderer.Render(netdev, new SyntaxSupport(true, false), Numbers, CommandSyntax.Auto).ShouldBe("tap,fd=22,vhost=on,vhostfd=23,id=hostnet0");
    }
}
