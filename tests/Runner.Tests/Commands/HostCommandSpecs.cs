using System.Diagnostics;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Commands;

public class HostCommandSpecs
{
    [Fact]
    public void A_command_that_failed_is_named_with_its_last_words()
    {
        CommandResult result = HostCommand.Run("sh", "-c", "echo out; echo err >&2; exit 3");

        result.ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(3), r => r.Output.ShouldBe("out\n"));
        Should.Throw<GuestException>(() => result.Check()).Message
            .ShouldBe("internal error: Child process (sh -c echo out; echo err >&2; exit 3) unexpected exit status 3: err");
        Should.Throw<GuestException>(() => result.Check("Unable to say it")).Message.ShouldBe("Unable to say it: sh: err");
        HostCommand.Run("sh", "-c", "kill -9 $$").ExitCode.ShouldBe(128 + 9);
    }

    [Fact]
    public void A_command_reads_its_input_and_nothing_else()
    {
        (new HostCommand("cat") { Input = "hush"u8.ToArray() }).Run().Output.ShouldBe("hush");
        HostCommand.Run("cat").Output.ShouldBe("");
    }

    [Fact]
    public void A_command_that_does_not_end_is_ended()
    {
        var time = Stopwatch.StartNew();

        CommandResult result = (new HostCommand("sleep", "100") { TimeLimit = TimeSpan.FromMilliseconds(200) }).Run();

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        Should.Throw<GuestException>(() => result.Check("Waiting")).Message.ShouldBe("Waiting: sleep: it did not end within 0 seconds");
    }

    [Fact]
    public void A_program_that_is_not_there_is_an_error_with_its_name() =>
        Should.Throw<NativeException>(() => HostCommand.Run("no-such-program"))
            .Message.ShouldBe("Cannot find 'no-such-program' in path: No such file or directory");

    [Fact]
    public void An_environment_is_the_whole_environment() =>
        (new HostCommand("/usr/bin/env") { Environment = new Dictionary<string, string> { ["ONLY"] = "this" } }).Run().Output.ShouldBe("ONLY=this\n");

    [Fact]
    public void No_descriptor_of_ours_reaches_a_command()
    {
        string path = Path.GetTempFileName();
        using FileDescriptor open = Files.OpenOutput(path, append: true, FileModes.OwnerFile);
        HostCommand.Run("sh", "-c", "ls -l /proc/self/fd").Output.ShouldNotContain(path);
        File.Delete(path);
    }
}
