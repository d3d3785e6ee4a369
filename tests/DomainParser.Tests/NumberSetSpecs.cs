namespace VirshLite.DomainParser.Tests;

public class NumberSetSpecs
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("3,1,2", "1-3")]
    [InlineData("0-3,^2", "0-1,3")]
    [InlineData("1-4,8-20,525", "1-4,8-20,525")]
    [InlineData(" 1 , 3 - 5 ", "1,3-5")]
    [InlineData("0,^0", "")]
    public void A_set_is_printed_as_sorted_ranges(string text, string printed)
    {
        NumberSet.TryParse(text, out NumberSet set).ShouldBeTrue();
        set.ToString().ShouldBe(printed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaa")]
    [InlineData("3-1")]
    [InlineData("1,,2")]
    [InlineData("^1-2")]
    [InlineData("16384")]
    public void Anything_else_is_malformed(string text) => NumberSet.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Sets_are_joined_cut_and_subtracted()
    {
        NumberSet a = NumberSet.Range(0, 5);
        NumberSet b = NumberSet.Of(4, 5, 6, 9);
        a.Union(b).ToString().ShouldBe("0-6,9");
        a.Intersect(b).ToString().ShouldBe("4-5");
        a.Except(b).ToString().ShouldBe("0-3");
        a.Overlaps(b).ShouldBeTrue();
        a.Overlaps(NumberSet.Of(7)).ShouldBeFalse();
        b.Count.ShouldBe(4);
    }
}
