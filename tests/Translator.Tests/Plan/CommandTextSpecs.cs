using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Plan;

public class CommandTextSpecs
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("plain,word=1", "plain,word=1")]
    [InlineData("{\"a\":1}", "'{\"a\":1}'")]
    [InlineData("it's", "'it'\\''s'")]
    public void Words_are_quoted_only_where_a_shell_needs_it(string word, string quoted) => CommandText.Quote(word).ShouldBe(quoted);

    [Fact]
    public void Every_option_starts_a_line_and_keeps_its_values() =>
        CommandText.Lines([new("LC_ALL", "C")], "/bin/qemu", ["-name", "a b", "-S", "-unknown", "parameter"])
            .ShouldBe("LC_ALL=C \\\n/bin/qemu \\\n-name 'a b' \\\n-S \\\n-unknown parameter\n");
}
