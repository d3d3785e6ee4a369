using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;

namespace VirshLite.Cli.Tests;

public class HelpSpecs
{
    public static TheoryData<string> Names() => new(VerbList.All.Select(v => v.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_verb_has_help_that_ends_with_examples(string name)
    {
        CommandRun run = CommandRun.Of(name, "--help");

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("Usage:");
        run.Output.ShouldContain("Examples:\n  virshlite ");
        run.Output.ShouldContain("virshlite " + name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verbs_examples_can_be_typed(string name)
    {
        using var io = new Io(TextWriter.Null, TextWriter.Null);
        var command = (VerbCommand)VerbList.Find(name)!.Build(io);
        foreach ((string line, _) in command.Examples)
        {
            string[] words = Translator.Parsing.ShellWords.Split(line).TakeWhile(w => w is not (">" or "<")).ToArray();
            Application.Parse(words, io).Errors.ShouldBeEmpty(line);
        }
    }

    [Fact]
    public void The_help_of_the_program_lists_every_verb()
    {
        CommandRun run = CommandRun.Of("--help");

        run.Code.ShouldBe(0);
        foreach (Verb verb in VerbList.All.Where(v => !v.Hidden))
        {
            run.Output.ShouldContain("\n  " + verb.Name);
        }
    }

    [Fact]
    public void Nothing_at_all_gets_the_help_and_the_code_for_wrong_usage()
    {
        CommandRun run = CommandRun.Of();

        run.Code.ShouldBe(2);
        run.Output.ShouldContain("Commands:");
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    public void The_version_is_a_number(string option) => Version.Parse(CommandRun.Of(option).Output).ShouldBeGreaterThan(new Version(0, 0));

    [Theory]
    [InlineData("virshlite dom", "domstate")]
    [InlineData("virshlite list --sta", "--state-running")]
    [InlineData("virshlite domxml-to-native qemu-argv --syntax ", "classic")]
    public void Words_are_completed(string line, string expected) =>
        CommandRun.Of($"[suggest:{line.Length}]", line).Output.Split('\n').ShouldContain(expected);

    [Theory]
    [InlineData("bash", "complete -F _virshlite virshlite")]
    [InlineData("zsh", "#compdef virshlite")]
    [InlineData("fish", "complete -c virshlite")]
    public void Shells_get_a_script(string shell, string line) => CommandRun.Of("completion", shell).Output.ShouldContain(line);
}
