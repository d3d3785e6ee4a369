using System.Diagnostics;
using System.Globalization;

namespace VirshLite.Faults;

/// <summary>
/// Saves, block jobs and migrations that are cut off on the way (guest-state.md 1.4, 4.7, 6.6): the guest goes on or its image is whole, and exactly one of it
/// runs. Each takes minutes: bench/faults runs them, and their last lines have the figures.
/// </summary>
public sealed class StateFaultSpecs(Xunit.Abstractions.ITestOutputHelper output)
{
    private const string Images = "mkdir -p /var/lib/images && " + StateGuest.EtcOfItsOwn;
    private const string Night = "takes long: bench/faults runs it";
    private const string Disk = "/var/lib/images/disk.qcow2";

    /// <summary>Moments of each kind.</summary>
    private static readonly int Steps = int.TryParse(Environment.GetEnvironmentVariable("TEST_FAULT_STEPS"), out int steps) ? steps : 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    private readonly FaultTable table = new();

    [SkippableFact]
    public void A_save_that_is_cut_off_leaves_the_guest_or_a_whole_image()
    {
        Skip.IfNot(Scale.IsLong, Night);
        using var world = new World(Images);
        Define(world);
        world.Do("start", "g");
        TimeSpan whole = Timed(() => world.Do("save", "g", "image"));
        world.Do("restore", "image");
        foreach ((string who, Func<int> victim) in (IEnumerable<(string, Func<int>)>)
            [("save: its command", () => Find(world, "save").FirstOrDefault()), ("save: the supervisor", () => Supervisor(world))])
        {
            for (int step = 0; step < Steps; step++)
            {
                File.Delete(world.Root + "/image");
                Cut(who, world, ["save", "g", "image"], victim, whole * step / Steps);
                (Fate fate, string note) = AfterSave(world);
                table.Add(who, fate, note);
            }
        }

        world.Shell($"mkdir -p {world.Root}/small && mount -t tmpfs -o size=128k tmpfs {world.Root}/small");
        world.VirshLite("save", "g", "small/image").ExitCode.ShouldBe(1);
        string image = world.Shell($"ls {world.Root}/small").Trim();
        table.Add("save: a full disk", image.Length == 0 && IsRunning(world) ? Fate.GoesOn : Fate.Lost, image);
        world.Do("destroy", "g");
        Report();
    }

    [SkippableFact]
    public void A_block_job_whose_command_or_supervisor_is_killed_can_be_ended()
    {
        Skip.IfNot(Scale.IsLong, Night);
        using var world = new World(Images);
        Define(world);
        world.Do("start", "g");
        foreach (string who in (string[])["blockcommit: its command", "blockcommit: the supervisor"])
        {
            for (int step = 0; step < Steps; step++)
            {
                StateGuest.Write(world, 0x30 + step, 0);
                world.Do("snapshot-create-as", "g", "s", "--disk-only", "--no-metadata", "--diskspec", "vda,file=/var/lib/images/over.qcow2");
                StateGuest.Write(world, 0x31 + step, 1);
                Cut(who, world, ["blockcommit", "g", "vda", "--active", "--pivot", "--delete", "--verbose"],
                    () => who.EndsWith("command", StringComparison.Ordinal)
                        ? Find(world, "blockcommit").FirstOrDefault() : Supervisor(world),
                    TimeSpan.FromMilliseconds(300 + (50 * step)));
                (Fate fate, string note) = AfterCommit(world, step);
                table.Add(who, fate, note);
            }
        }

        world.Do("destroy", "g");
        Report();
    }

    [SkippableFact]
    public void A_migration_that_is_cut_off_anywhere_leaves_one_running_guest()
    {
        Skip.IfNot(Scale.IsLong, Night);
        using var here = new World(Images);
        using var there = new World(Images);
        Define(here);
        here.Do("start", "g");
        string[] migrate = ["migrate", "g", there.AsDestination, "--live", "--copy-storage-all"];
        TimeSpan whole = Timed(() => here.Do(migrate));
        there.Do("destroy", "g");
        foreach ((string who, Func<int> victim) in (IEnumerable<(string, Func<int>)>)
        [
            ("migration: its command", () => Find(here, "migrate").FirstOrDefault()),
            ("migration: the other side's command", () => Find(there, "migrate-receive").FirstOrDefault()),
            ("migration: the other side's QEMU", () => LostGuestSpecs.Qemus(there).Select(int.Parse).FirstOrDefault()),
            ("migration: a connection", () => Find(there, "migrate-connect").FirstOrDefault()),
            ("migration: the supervisor", () => Supervisor(here)),
            ("migration: this side's QEMU", () => LostGuestSpecs.Qemus(here).Select(int.Parse).FirstOrDefault()),
        ])
        {
            for (int step = 0; step < Steps; step++)
            {
                there.Shell($"rm -f {Disk}");
                if (!IsRunning(here))
                {
                    here.Do("start", "g");
                }

                bool moved = Cut(who, here, migrate, victim, whole * (step + 1) / (Steps + 1));
                if (moved && who.EndsWith("other side's QEMU", StringComparison.Ordinal) && StateOf(there).Length == 0)
                {
                    // it was the other side's already: nothing of the move was cut off, the guest itself was killed
                    continue;
                }

                (Fate fate, string note) = AfterMigration(here, there, sourceKilled: who.EndsWith("this side's QEMU", StringComparison.Ordinal));
                table.Add(who, fate, note);
                foreach (World world in (World[])[here, there])
                {
                    if (StateOf(world).Length > 0)
                    {
                        world.VirshLite("destroy", "g");
                    }
                }
            }
        }

        Report();
    }

    private static void Define(World world)
    {
        world.Shell($"qemu-img create -q -f qcow2 {Disk} 16M");
        world.Do("define", world.File_("g.xml", StateGuest.Xml("g", Disk)));
    }

    private static TimeSpan Timed(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    /// <summary>Begins the command and kills who is named after that time, if both are there by then; true where the command came to its end.</summary>
    private bool Cut(string who, World world, string[] command, Func<int> victim, TimeSpan after)
    {
        using Process process = world.Begin(command);
        Thread.Sleep(after);
        if (!process.HasExited && victim() is > 1 and int pid)
        {
            LostGuestSpecs.Signal(pid, "KILL", mayFail: true);
        }

        if (!process.WaitForExit(Patience))
        {
            table.Add(who, Fate.Lost, $"{string.Join(' ', command)} hangs, cut after {after}");
            process.Kill(entireProcessTree: true);
            return false;
        }

        return process.ExitCode == 0;
    }

    /// <summary>Processes in the world whose command line has that word.</summary>
    private static IEnumerable<int> Find(World world, string word)
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
        {
            bool isIt;
            try
            {
                isIt = File.ReadAllText(process + "/cmdline").Split('\0') is [var program, var verb, ..] && verb == word
                    && program.EndsWith("virshlite", StringComparison.Ordinal)
                    && File.ReadAllText(process + "/mountinfo").Contains(world.Root, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                // it has ended meanwhile
                continue;
            }

            if (isIt)
            {
                yield return int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>What domstate says; empty where the guest does not run.</summary>
    private static string StateOf(World world)
    {
        string state = world.VirshLite("domstate", "g").Output.Trim();
        return state is "running" or "paused" ? state : "";
    }

    /// <summary>0 where the guest has ended meanwhile.</summary>
    private static int Supervisor(World world)
    {
        try
        {
            return LostGuestSpecs.SupervisorOf(world, "g");
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool IsRunning(World world) => StateOf(world) == "running";

    private static bool Within(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Patience)
            {
                return false;
            }

            Thread.Sleep(100);
        }

        return true;
    }

    private static (Fate Fate, string Note) AfterSave(World world)
    {
        // what the supervisor takes back it does at once; a supervisor that was killed cannot
        Within(() => StateOf(world) is "running" or "");
        switch (StateOf(world))
        {
            case "running":
                return (Fate.GoesOn, "");
            case "paused":
                return (world.VirshLite("resume", "g").ExitCode == 0 && IsRunning(world) ? Fate.Resumed : Fate.Lost, "paused");
        }

        Outcome restored = world.VirshLite("restore", "image");
        if (restored.ExitCode == 0)
        {
            return (Fate.GoesOn, "");
        }

        world.Do("start", "g");
        return (Fate.Lost, restored.Error);
    }

    private static (Fate Fate, string Note) AfterCommit(World world, int step)
    {
        bool ended = Within(() =>
        {
            if (world.Do("blockjob", "g", "vda").StartsWith("No current", StringComparison.Ordinal)
                && !world.Do("dumpxml", "g").Contains("over.qcow2", StringComparison.Ordinal))
            {
                return true;
            }

            world.VirshLite("blockjob", "g", "vda", "--pivot");
            if (world.Do("blockjob", "g", "vda").StartsWith("No current", StringComparison.Ordinal)
                && world.Do("dumpxml", "g").Contains("over.qcow2", StringComparison.Ordinal))
            {
                world.VirshLite("blockcommit", "g", "vda", "--active", "--pivot", "--delete");
            }

            return false;
        });
        bool same = StateGuest.Holds(world, 0x30 + step, 0) && StateGuest.Holds(world, 0x31 + step, 1);
        world.Shell("rm -f /var/lib/images/over.qcow2");
        return (ended && same && IsRunning(world) ? Fate.GoesOn : Fate.Lost, $"ended {ended}, contents {same}");
    }

    private static (Fate Fate, string Note) AfterMigration(World here, World there, bool sourceKilled)
    {
        string a = "";
        string b = "";
        bool settled = Within(() =>
        {
            (a, b) = (StateOf(here), StateOf(there));
            return (a, b) is ("running", "") or ("", "running") or ("paused", "running") or ("running", "running") || (sourceKilled && (a, b) is ("", ""));
        });
        if ((a, b) is ("running", "running"))
        {
            return (Fate.Doubled, "both run");
        }

        if (settled)
        {
            return (Fate.GoesOn, "");
        }

        return (a, b) is ("paused", "") && IsResumed(here) ? (Fate.Resumed, "") : (Fate.Lost, $"here '{a}', there '{b}'");
    }

    /// <summary>By force where it was handed over: it is known not to run there.</summary>
    private static bool IsResumed(World world)
    {
        Outcome resumed = world.VirshLite("resume", "g");
        if (resumed.Error.Contains("where it may run", StringComparison.Ordinal))
        {
            resumed = world.VirshLite("resume", "g", "--force");
        }

        return resumed.ExitCode == 0 && IsRunning(world);
    }

    private void Report()
    {
        output.WriteLine(table.ToString());
        table.Lost.ShouldBe(0, table.ToString());
    }
}
