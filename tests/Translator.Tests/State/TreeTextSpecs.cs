using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Tests.State;

/// <summary>Trees as virsh draws them (measured).</summary>
public class TreeTextSpecs
{
    [Fact]
    public void A_group_has_one_line_down_before_it_and_a_line_of_blanks_behind_it()
    {
        var children = new Dictionary<string, string[]> { ["s1"] = ["s2", "s4"], ["s2"] = ["s3"] };

        TreeText.Of("s1", name => children.GetValueOrDefault(name, [])).ShouldBe("s1\n  |\n  +- s2\n  |   |\n  |   +- s3\n  |     \n  +- s4\n    \n");
    }

    [Fact]
    public void Groups_that_end_together_have_one_line_of_blanks()
    {
        var children = new Dictionary<string, string[]> { ["s1"] = ["s2", "s4", "s8"], ["s2"] = ["s3", "s6"], ["s6"] = ["s7"], ["s4"] = ["s5"] };

        TreeText.Of("s1", name => children.GetValueOrDefault(name, [])).ShouldBe("""
            s1
              |
              +- s2
              |   |
              |   +- s3
              |   +- s6
              |       |
              |       +- s7
              |.........
              +- s4
              |   |
              |   +- s5
              |.....
              +- s8
            ....

            """.Replace('.', ' '));
    }

    [Fact]
    public void What_nothing_belongs_to_stands_alone() => TreeText.Of("s1", _ => []).ShouldBe("s1\n");
}
