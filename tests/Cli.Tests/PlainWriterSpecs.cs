using VirshLite.Cli.Output;

namespace VirshLite.Cli.Tests;

/// <summary>What others say reaches a terminal as text only.</summary>
public class PlainWriterSpecs
{
    [Theory]
    [InlineData("plain é 漢 text\twith\nlines", "plain é 漢 text\twith\nlines")]
    [InlineData("\u001b]0;title\u0007\u001b[2J", "\\x1b]0;title\\x07\\x1b[2J")]
    [InlineData("\r\b\u007f\u009b31m", "\\x0d\\x08\\x7f\\x9b31m")]
    [InlineData("gnp.\u202eexe", "gnp.\\u202eexe")]
    public void Control_characters_become_visible(string text, string shown)
    {
        var output = new StringWriter();
        var writer = new PlainWriter(output);

        writer.Write(text);
        foreach (char c in text)
        {
            writer.Write(c);
        }

        output.ToString().ShouldBe(shown + shown);
    }

    [Fact]
    public void Errors_are_plain_wherever_they_go()
    {
        var error = new StringWriter();
        using var io = new Io(TextWriter.Null, error);

        io.Error.WriteLine("error: \u001b[31mred");

        error.ToString().ShouldBe("error: \\x1b[31mred\n");
    }

    [Fact]
    public void A_pipe_gets_the_bytes_as_they_are_and_a_terminal_does_not()
    {
        var pipe = new StringWriter();
        var terminal = new StringWriter();
        using var toPipe = new Io(pipe, TextWriter.Null);
        using var toTerminal = new Io(terminal, TextWriter.Null, outputIsTerminal: true);

        toPipe.Out.Write("\u001b");
        toTerminal.Out.Write("\u001b");

        (pipe.ToString(), terminal.ToString()).ShouldBe(("\u001b", "\\x1b"));
    }
}
