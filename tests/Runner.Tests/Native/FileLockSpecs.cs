using VirshLite.Runner.Native;

namespace VirshLite.Runner.Tests.Native;

public sealed class FileLockSpecs
{
    [Fact]
    public void Only_one_holds_a_lock_and_nothing_is_left_of_it()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Path + "/x.lock";
        using (FileLock.Take(path))
        {
            FileLock.TryTake(path).ShouldBeNull();
        }

        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void Many_that_take_turns_never_hold_it_together()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Path + "/x.lock";
        int inside = 0;
        int turns = 0;
        Thread[] threads = [.. Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                using FileLock held = FileLock.Take(path);
                if (Interlocked.Increment(ref inside) == 1)
                {
                    turns++;
                }

                Interlocked.Decrement(ref inside);
            }
        }))];

        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        turns.ShouldBe(300);
    }

    [Fact]
    public void An_heir_keeps_the_lock()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Path + "/x.lock";
        FileLock held = FileLock.Take(path);
        int pid = ProcessSpawner.Spawn(new SpawnRequest("/bin/sleep", ["1000"]) { Descriptors = [new(held.Descriptor, 4)] });
        held.LeaveToHeir();

        FileLock.TryTake(path).ShouldBeNull();
        ProcessIdentity.Of(pid)!.Value.Stop(TimeSpan.FromSeconds(30));
        ChildProcesses.Wait(pid);
        FileLock.TryTake(path).ShouldNotBeNull().Dispose();
    }
}
