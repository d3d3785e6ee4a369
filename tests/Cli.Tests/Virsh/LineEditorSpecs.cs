using System.Text;
using VirshLite.Cli.Virsh.Shell;

namespace VirshLite.Cli.Tests.Virsh;

public sealed class LineEditorSpecs : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly StringWriter screen = new();

    [Fact]
    public void What_is_typed_appears_once_behind_one_prompt()
    {
        Type("pwd\r").ShouldBe("pwd");

        // programs that type wait for the prompt: it must not come again with each key
        screen.ToString().ShouldBe("virsh # pwd\r\n");
    }

    [Fact]
    public void Only_what_changes_is_written()
    {
        Type("list\x01x\x05y\r").ShouldBe("xlisty");

        screen.ToString().ShouldBe("virsh # list" + "\b\b\b\b" + "xlist" + "\b\b\b\b" + "list" + "y" + "\r\n");
    }

    [Fact]
    public void A_terminal_that_knows_no_sequences_gets_none()
    {
        Type("abc\x15pw\x7fwd\r", isPlain: true).ShouldBe("pwd");

        screen.ToString().ShouldNotContain("\x1b");
    }

    [Theory]
    [InlineData("start web\x17mail\r", "start mail")]
    [InlineData("web\x01start \x05 \x15\x19\r", "start web ")]
    [InlineData("one two\x1b" + "b\x0b\r", "one ")]
    [InlineData("one two\x01\x1b" + "f!\r", "one! two")]
    [InlineData("lis\x1b[Dt\x1b[C\x1b[D\x1b[3~s\r", "lits")]
    [InlineData("\x1b[A\r", "domstate mail")]
    [InlineData("\x1b[A\x1b[A\r", "list --all")]
    [InlineData("x\x1b[A\x1b[B\r", "x")]
    [InlineData("\x12list\r", "list --all")]
    [InlineData("\x12st\x12\r", "list --all")]
    [InlineData("\x12" + "dom\x05 --reason\r", "domstate mail --reason")]
    [InlineData("left\x12zzz\x07\r", "left")]
    [InlineData("näch\x7f\r", "näc")]
    [InlineData("some\x03", "")]
    public void Keys_are_those_of_a_shell(string keys, string line) => Type(keys).ShouldBe(line);

    [Fact]
    public void The_end_of_the_input_is_the_end_of_the_line_only_where_it_is_empty()
    {
        Type("\x04").ShouldBeNull();
        Type("ab\x01\x04\r").ShouldBe("b");
    }

    [Fact]
    public void Tab_adds_what_all_that_fits_has_in_common_and_then_shows_the_choice()
    {
        Type("doms\t\t\t\r").ShouldBe("domstat");

        screen.ToString().ShouldBe("virsh # doms" + "tat" + "\r\ndomstate  domstats\r\nvirsh # domstat" + "\r\ndomstate  domstats\r\nvirsh # domstat" + "\r\n");
    }

    [Fact]
    public void Tab_finishes_the_only_word_that_fits_and_rings_where_none_does()
    {
        Type("li\tx\t\r").ShouldBe("list x");

        screen.ToString().ShouldBe("virsh # list x\a\r\n");
    }

    [Fact]
    public void A_line_that_does_not_fit_goes_on_in_the_next_row()
    {
        Type("0123456789abcdef\x01-\r", columns: 20).ShouldBe("-0123456789abcdef");

        // 8 letters of prompt and 12 of the line fill the first row
        screen.ToString().ShouldBe("virsh # 0123456789ab \rcdef" + "\r\x1b[1A\x1b[8C" + "-0123456789abcdef" + "\r\x1b[1A\x1b[9C" + "\r\x1b[1B\x1b[5C" + "\r\n");
    }

    public void Dispose() => File.Delete(file);

    private string? Type(string keys, bool isPlain = false, int columns = 80)
    {
        File.WriteAllText(file, "list --all\ndomstate mail\n");
        screen.GetStringBuilder().Clear();
        var bytes = new Queue<byte>(Encoding.UTF8.GetBytes(keys));
        var display = new LineDisplay(screen, () => columns, isPlain);
        string[] words = ["domstate", "domstats", "list"];
        return new LineEditor(() => bytes.Count > 0 ? bytes.Dequeue() : -1, display, new LineHistory(file), _ => words).Read("virsh # ");
    }
}
