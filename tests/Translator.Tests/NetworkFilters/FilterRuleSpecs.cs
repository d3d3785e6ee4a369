using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.NetworkFilters;

namespace VirshLite.Translator.Tests.NetworkFilters;

public class FilterRuleSpecs
{
    private static readonly FilterVariables Values = new(new Dictionary<string, IReadOnlyList<string>>
    {
        ["A"] = ["1.1.1.1", "2.2.2.2", "2.2.2.2"],
        ["B"] = ["80", "90", "90"],
        ["C"] = ["1", "2"],
    });

    [Fact]
    public void Variables_of_one_iterator_run_side_by_side() =>
        Concrete("<tcp srcipaddr='$A' srcportstart='$B'/>").ShouldBe(["1.1.1.1 80", "2.2.2.2 90"]);

    [Fact]
    public void Iterators_make_all_combinations_the_first_runs_fastest_and_none_comes_twice() =>
        Concrete("<tcp srcipaddr='$A[@1]' srcportstart='$B'/>").ShouldBe(["1.1.1.1 80", "1.1.1.1 90", "2.2.2.2 80", "2.2.2.2 90"]);

    [Fact]
    public void One_element_can_be_named() => Concrete("<tcp srcipaddr='$A[1]' srcportstart='$B'/>").ShouldBe(["2.2.2.2 80", "2.2.2.2 90"]);

    [Fact]
    public void Lists_that_run_side_by_side_are_of_one_length() =>
        Should.Throw<DomainException>(() => Concrete("<tcp srcipaddr='$A' srcportstart='$C'/>"))
            .Message.ShouldBe("Cardinality of list items must be the same for processing them in parallel");

    [Theory]
    [InlineData("<tcp srcipaddr='$D'/>")]
    [InlineData("<tcp srcipaddr='$A[3]'/>")]
    public void A_value_that_nobody_gives_is_named(string match)
    {
        IReadOnlyList<PlacedRule> rules = Rules(match);
        FilterVariableUse.Missing(rules).Count.ShouldBe(1);
        Should.Throw<DomainException>(() => rules.SelectMany(FilterVariableUse.Concrete).ToList())
            .Message.ShouldStartWith("Cannot instantiate filter due to unresolvable variables or unavailable list elements: ");
    }

    [Fact]
    public void A_filter_that_refers_to_itself_or_to_none_is_refused()
    {
        NetworkFilter one = NetworkFilterReader.Read("<filter name='one'><filterref filter='two'/></filter>");
        NetworkFilter two = NetworkFilterReader.Read("<filter name='two'><filterref filter='one'/></filter>");
        Should.Throw<DomainException>(() => FilterTree.Rules(one, new(), n => n == "two" ? two : one)).Message.ShouldBe("filter would introduce a loop");
        Should.Throw<DomainException>(() => FilterTree.Rules(one, new(), _ => null)).Message.ShouldBe("referenced filter 'two' is missing");
    }

    [Fact]
    public void Parameters_of_outer_references_win()
    {
        NetworkFilter inner = NetworkFilterReader.Read("<filter name='in'><rule action='drop' direction='out'><tcp srcportstart='$B'/></rule></filter>");
        NetworkFilter outer = NetworkFilterReader.Read("<filter name='out'><filterref filter='in'><parameter name='B' value='5'/></filterref></filter>");
        FilterTree.Rules(outer, new(), _ => inner)[0].Variables.Of("B").ShouldBe(["5"]);
        FilterTree.Rules(outer, Values, _ => inner)[0].Variables.Of("B").ShouldBe(["80", "90", "90"]);
    }

    private static IReadOnlyList<PlacedRule> Rules(string match) =>
        FilterTree.Rules(NetworkFilterReader.Read($"<filter name='f'><rule action='accept' direction='out'>{match}</rule></filter>"), Values, _ => null);

    private static List<string> Concrete(string match) =>
        [.. Rules(match).SelectMany(FilterVariableUse.Concrete).Select(r => $"{r.Text("srcipaddr")} {r.Text("srcportstart")}")];
}
