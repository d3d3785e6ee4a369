using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>The example that every newcomer tries first.</summary>
public sealed class HelloGuestSpecs
{
    [SkippableFact]
    public void The_hello_example_starts_says_hello_and_powers_off()
    {
        using var world = new World();
        string hello = Path.Combine(Checkout.Root, "examples/hello.xml");

        using Process terminal = world.Terminal($"{Programs.VirshLite} start {hello} --console");
        string said = ReadUntil(terminal, "Hello from VirshLite!");
        said.ShouldContain("Domain 'hello' started");
        world.Do("domstate", "hello").Trim().ShouldBe("running");
        terminal.StandardInput.Write('\x1d');
        terminal.StandardInput.Flush();
        terminal.WaitForExit();
        terminal.ExitCode.ShouldBe(0);

        world.Do("shutdown", "hello");
        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => world.Log("hello"));
        world.LeavesNothing();
        world.Log("hello").ShouldContain("shutting down, reason=shutdown");
    }

    [SkippableFact]
    public void A_guest_that_powers_itself_off_ends_the_console_and_is_gone()
    {
        using var world = new World();
        string hello = Path.Combine(Checkout.Root, "examples/hello.xml");
        using Process terminal = world.Terminal($"{Programs.VirshLite} start {hello} --console");
        ReadUntil(terminal, "> ");

        terminal.StandardInput.Write("q\r");
        terminal.StandardInput.Flush();

        ReadUntil(terminal, "Goodbye.");
        terminal.WaitForExit();
        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => world.Log("hello"));
        world.LeavesNothing();
    }

    [SkippableFact]
    public void What_was_started_is_what_is_shown()
    {
        using var world = new World();
        world.Do("start", Path.Combine(Checkout.Root, "examples/hello.xml"));

        CommandLines.Running(world, "hello").ShouldBe(CommandLines.Shown(world, "--domain", "hello"));
    }

    /// <summary>What the terminal shows up to that word.</summary>
    internal static string ReadUntil(Process terminal, string word)
    {
        var said = new System.Text.StringBuilder();
        char[] buffer = new char[512];
        while (!said.ToString().Contains(word, StringComparison.Ordinal))
        {
            int count = terminal.StandardOutput.Read(buffer);
            count.ShouldBeGreaterThan(0, $"'{word}' never came:\n{said}");
            said.Append(buffer, 0, count);
        }

        return said.ToString();
    }
}
