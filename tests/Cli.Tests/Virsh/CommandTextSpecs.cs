using VirshLite.Cli.Virsh;

namespace VirshLite.Cli.Tests.Virsh;

public class CommandTextSpecs
{
    [Theory]
    [InlineData("list; domid a", "list|domid,a")]
    [InlineData("echo 'a b' \"c d\" e\\ f", "echo,a b,c d,e f")]
    [InlineData("list;;domid a;", "list|domid,a")]
    [InlineData("list # and a comment\npwd", "list|pwd")]
    [InlineData("echo \"it's\" 'a\\b'", "echo,it's,a\\b")]
    [InlineData(" ; ", "")]
    public void A_line_is_several_commands_with_quoted_words(string text, string expected) =>
        string.Join('|', CommandText.Split(text).Select(words => string.Join(',', words))).ShouldBe(expected);

    [Theory]
    [InlineData("echo \"a", "missing \"")]
    [InlineData("echo a\\", "dangling \\")]
    public void A_quotation_has_to_end(string text, string words) =>
        Should.Throw<VirshSyntaxException>(() => CommandText.Split(text)).Message.ShouldBe(words);
}
