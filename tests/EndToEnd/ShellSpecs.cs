using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VirshLite.EndToEnd;

/// <summary>virsh's shell on a terminal of its own, and what a script hands to it.</summary>
public sealed partial class ShellSpecs
{
    private const string Prompt = "virsh # ";

    [SkippableFact]
    public void A_terminal_gets_a_shell_that_goes_on_after_mistakes_and_remembers_its_lines()
    {
        using var world = new World();
        world.Do("define", world.File_("web.xml", StateGuest.Xml("web", "/none.qcow2")));
        string command = $"env HOME={world.Root} XDG_CACHE_HOME= TERM=xterm {Programs.VirshLite}";

        using (Process terminal = world.Terminal(command))
        {
            HelloGuestSpecs.ReadUntil(terminal, Prompt).ShouldStartWith("Welcome to virshlite");
            Say(terminal, "pwd").ShouldBe($"pwd\r\n{world.Root}\r\n\r\n");
            Say(terminal, "cd /run; pwd").ShouldBe("cd /run; pwd\r\n\r\n/run\r\n\r\n");
            Say(terminal, "nosuch").ShouldBe("nosuch\r\nerror: unknown command: 'nosuch'\r\n");
            Say(terminal, "domstate none; domstate web").ShouldBe("domstate none; domstate web\r\nerror: failed to get domain 'none'\r\n\r\nshut off\r\n\r\n");
            Say(terminal, "domstate w\t").ShouldEndWith("domstate web \r\nshut off\r\n\r\n");
            Say(terminal, "\x1b[A").ShouldBe("domstate web \r\nshut off\r\n\r\n");
            Say(terminal, "echo \"a b\" c").ShouldBe("echo \"a b\" c\r\na b c\r\n");
            terminal.StandardInput.Write("quit\r");
            terminal.StandardInput.Flush();
            terminal.StandardOutput.ReadToEnd().ShouldBe("quit\r\n\r\n");
            terminal.WaitForExit();
            terminal.ExitCode.ShouldBe(0);
        }

        using (Process terminal = world.Terminal(command + " --as-virsh-cli"))
        {
            HelloGuestSpecs.ReadUntil(terminal, Prompt);
            Say(terminal, "\x1b[A\x1b[A").ShouldEndWith("echo \"a b\" c\r\na b c\r\n");
            terminal.StandardInput.Write("\x04");
            terminal.StandardInput.Flush();
            terminal.StandardOutput.ReadToEnd();
            terminal.WaitForExit();
            terminal.ExitCode.ShouldBe(0);
        }
    }

    [SkippableTheory]
    [InlineData("pwd; domstate none", 1, "{0}\n\n\n", "error: failed to get domain 'none'\n")]
    [InlineData("domstate none; pwd", 0, "\n{0}\n\n", "error: failed to get domain 'none'\n")]
    [InlineData("pwd; nosuch", 1, "", "error: unknown command: 'nosuch'\n")]
    [InlineData("echo --split a,b,,c", 0, "a\nb,c\n\n", "")]
    [InlineData("echo a; quit; echo b", 0, "a\n", "")]
    [InlineData("complete -- domst", 0, "domstate\ndomstats\n\n", "")]
    [InlineData("", 1, "", "")]
    public void A_line_of_commands_is_read_before_it_is_run_and_its_last_command_decides(string line, int code, string output, string error)
    {
        using var world = new World();

        Outcome outcome = line.StartsWith("complete", StringComparison.Ordinal)
            ? world.VirshLite(["--as-virsh-cli", .. line.Split(' ')]) : world.VirshLite("--as-virsh-cli", line);

        outcome.ExitCode.ShouldBe(code);
        outcome.Output.ShouldBe(string.Format(System.Globalization.CultureInfo.InvariantCulture, output, world.Root));
        outcome.Error.ShouldBe(error);
    }

    /// <summary>What the terminal shows of a line and its answer, up to the next prompt.</summary>
    private static string Say(Process terminal, string line)
    {
        terminal.StandardInput.Write(line + "\r");
        terminal.StandardInput.Flush();
        string said = HelloGuestSpecs.ReadUntil(terminal, Prompt);
        return Sequences().Replace(said[..said.LastIndexOf(Prompt, StringComparison.Ordinal)], "");
    }

    [GeneratedRegex("\x1b\\[[0-9;]*[A-Za-z]")]
    private static partial Regex Sequences();
}
