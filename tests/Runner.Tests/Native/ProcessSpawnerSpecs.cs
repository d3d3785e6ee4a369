using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Native;

public sealed class ProcessSpawnerSpecs
{
    [Fact]
    public void Descriptors_arrive_under_their_numbers_and_no_others_do()
    {
        using var directory = new TemporaryDirectory();
        using FileDescriptor a = Files.CreateNew(directory.Path + "/a", FileModes.OwnerFile);
        using FileDescriptor b = Files.CreateNew(directory.Path + "/b", FileModes.OwnerFile);

        // crosswise: each wants a number that the other may have here
        string said = Run(directory, "ls -1 /proc/self/fd; echo one >&3; echo two >&5", [new(b, 3), new(a, 5)]);

        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["0", "1", "2", "3", "4", "5"]); // 4 is ls's own, of the directory
        File.ReadAllText(directory.Path + "/b").ShouldBe("one\n");
        File.ReadAllText(directory.Path + "/a").ShouldBe("two\n");
    }

    [Fact]
    public void Many_descriptors_swap_places_without_losing_one()
    {
        using var directory = new TemporaryDirectory();
        FileDescriptor[] files = [.. Enumerable.Range(0, 20).Select(i => Files.CreateNew($"{directory.Path}/f{i}", FileModes.OwnerFile))];
        HandedDescriptor[] handed = [.. files.Select((f, i) => new HandedDescriptor(f, 3 + files.Length - 1 - i))];

        Run(directory, string.Join(';', handed.Select(h => $"/bin/sh -c 'echo {h.Number} >/proc/self/fd/{h.Number}'")), handed);

        for (int i = 0; i < files.Length; i++)
        {
            files[i].Dispose();
            File.ReadAllText($"{directory.Path}/f{i}").ShouldBe($"{22 - i}\n");
        }
    }

    [Fact]
    public void Umask_directory_environment_and_limits_are_the_childs_alone()
    {
        using var directory = new TemporaryDirectory();
        string said = Run(directory, "umask; pwd; echo $A; ulimit -c; readlink /proc/self/fd/0", [], r => r with
        {
            Umask = 0x2,
            WorkingDirectory = "/proc",
            Environment = [new("A", "x y"), new("PATH", "/usr/bin:/bin")],
            Limits = [new(Libc.RLIMIT_CORE, 0, Required: true)],
        });

        said.ShouldBe("0002\n/proc\nx y\n0\n/dev/null\n");
        // other tests spawn with that mask, too, and it is the whole process's for the moment of a spawn
        SpinWait.SpinUntil(() => OwnMask() != "0002", TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public void A_limit_that_cannot_be_had_is_called_by_its_name()
    {
        // more than the kernel gives anybody
        var request = new SpawnRequest("/bin/true", []) { Limits = [new(Libc.RLIMIT_NOFILE, ulong.MaxValue, Required: true)] };

        Should.Throw<NativeException>(() => ProcessSpawner.Spawn(request)).Message
            .ShouldStartWith("cannot limit the number of open files of QEMU to unlimited: this user's hard limit is ");
    }

    private static string OwnMask() => File.ReadLines("/proc/self/status").First(l => l.StartsWith("Umask:", StringComparison.Ordinal)).Split('\t')[1];

    [Fact]
    public void A_program_that_is_not_there_is_an_error_with_its_name() =>
        Should.Throw<NativeException>(() => ProcessSpawner.Spawn(new SpawnRequest("/no/such/program", []))).Message
            .ShouldBe("Cannot execute '/no/such/program': No such file or directory");

    [Fact]
    public void The_exit_status_tells_codes_from_signals()
    {
        ChildProcesses.Wait(ProcessSpawner.Spawn(new SpawnRequest("/bin/sh", ["-c", "exit 3"])))!.Value.Code.ShouldBe(3);
        ChildProcesses.Wait(ProcessSpawner.Spawn(new SpawnRequest("/bin/sh", ["-c", "kill -9 $$"])))!.Value.Signal.ShouldBe(9);
    }

    [Fact]
    public void A_dead_process_nobody_waited_for_is_not_alive()
    {
        int pid = ProcessSpawner.Spawn(new SpawnRequest("/bin/sleep", ["1000"]));
        ProcessIdentity process = ProcessIdentity.Of(pid)!.Value;
        process.IsAlive.ShouldBeTrue();

        process.Stop(TimeSpan.FromSeconds(30)).ShouldBeTrue();

        process.IsAlive.ShouldBeFalse();
        ChildProcesses.Wait(pid)!.Value.Signal.ShouldBe(15);
        new ProcessIdentity(Environment.ProcessId, 1).IsAlive.ShouldBeFalse("another start time is another process");
    }

    [Fact]
    public void One_that_ignores_the_polite_signal_is_killed()
    {
        (FileDescriptor ours, FileDescriptor theirs) = UnixSockets.Pair();
        int pid = ProcessSpawner.Spawn(new SpawnRequest("/bin/sh", ["-c", "trap '' TERM; echo; while :; do sleep 0.05; done"]) { Output = theirs });
        theirs.Dispose();
        Poller.WaitReadable(ours, TimeSpan.FromSeconds(60)).ShouldBeTrue("the trap is set");

        ProcessIdentity.Of(pid)!.Value.Stop(TimeSpan.FromMilliseconds(100)).ShouldBeTrue();

        ChildProcesses.Wait(pid)!.Value.Signal.ShouldBe(9);
        ours.Dispose();
    }

    private static string Run(TemporaryDirectory directory, string script, IReadOnlyList<HandedDescriptor> descriptors, Func<SpawnRequest,
        SpawnRequest>? change = null)
    {
        string output = directory.Path + "/output";
        using (FileDescriptor file = Files.CreateNew(output, FileModes.OwnerFile))
        {
            var request = new SpawnRequest("/bin/sh", ["-c", script]) { Descriptors = descriptors, Output = file };
            ChildProcesses.Wait(ProcessSpawner.Spawn(change is null ? request : change(request)))!.Value.Success.ShouldBeTrue();
        }

        return File.ReadAllText(output);
    }
}
