using VirshLite.DomainParser;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Tests.Comparing;

public class ShellWordsSpecs
{
    [Theory]
    [InlineData("a b  c", "a|b|c")]
    [InlineData("a \\\n  b \\\r\n c\n", "a|b|c")]
    [InlineData("'a b' \"c d\" e'f 'g", "a b|c d|ef g")]
    [InlineData("'it'\\''s' \"a \\\"b\\\" \\$x \\n\"", "it's|a \"b\" $x \\n")]
    [InlineData("a '' \"\" b", "a|||b")]
    [InlineData("a # rest\nb c#d", "a|b|c#d")]
    [InlineData("a\\ b \\\\", "a b|\\")]
    [InlineData("   ", "")]
    public void Words_are_split_as_a_shell_does(string text, string words) =>
        string.Join('|', ShellWords.Split(text)).ShouldBe(words);

    [Fact]
    public void What_CommandText_quotes_is_read_back()
    {
        string[] words = ["/usr/bin/qemu", "-append", "a 'b' \"c\" $d `e` \\f", "", "{\"x\":[1,2]}", "*?~#&;|<>()!^", "tab\tnewline\n"];
        ShellWords.Split(CommandText.OneLine([], words[0], words[1..])).ShouldBe(words);
        ShellWords.Split(CommandText.Lines([], words[0], words[1..])).ShouldBe(words);
    }

    [Fact]
    public void An_unfinished_quotation_is_named_with_its_place()
    {
        Should.Throw<DomainException>(() => ShellWords.Split("a b\n c 'd")).Position.ShouldBe(new SourcePosition(2, 4));
        Should.Throw<DomainException>(() => ShellWords.Split("\"")).Position.ShouldBe(new SourcePosition(1, 1));
    }
}
