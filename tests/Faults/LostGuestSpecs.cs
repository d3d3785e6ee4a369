using System.Diagnostics;
using System.Globalization;

namespace VirshLite.Faults;

/// <summary>Supervisors that wake late, records that are damaged, launchers that are killed: no guest is lost, doubled or killed for another.</summary>
public sealed class LostGuestSpecs
{
    [SkippableFact]
    public void A_supervisor_that_wakes_late_leaves_the_next_run_alone()
    {
        using var world = Started("g");
        int former = SupervisorOf(world, "g");
        Signal(former, "STOP");
        var time = Stopwatch.StartNew();
        world.Do("suspend", "g");
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));

        // suspend has replaced it; the one there now is stopped as well
        int second = SupervisorOf(world, "g");
        second.ShouldNotBe(former);
        Signal(second, "STOP");
        world.Do("destroy", "g");
        world.Do("start", "g.xml");
        int qemu = world.QemuOf("g");
        Signal(former, "CONT", mayFail: true);
        Signal(second, "CONT", mayFail: true);
        Thread.Sleep(500);

        World.Until(() => !IsAlive(former), () => "the former supervisor still runs");
        IsAlive(qemu).ShouldBeTrue();
        world.Do("domstate", "g").Trim().ShouldBe("running");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableTheory]
    [InlineData(": > state.json")]
    [InlineData("echo '{\"name\":' > state.json")]
    [InlineData("rm state.json")]
    [InlineData("sed -i 's/\"pid\": [0-9]*/\"pid\": 999999999/' state.json")]
    public void A_damaged_record_hides_no_guest(string damage)
    {
        using var world = Started("g");
        int qemu = world.QemuOf("g");
        Signal(SupervisorOf(world, "g"), "KILL");
        world.Shell("cd /run/virshlite/guests/g; " + damage);

        Outcome list = world.VirshLite("list");
        list.ExitCode.ShouldBe(0, list.Error);
        list.Output.ShouldContain(" g ");
        Outcome start = world.VirshLite("start", "g.xml");
        start.ExitCode.ShouldNotBe(0);
        start.Error.ShouldContain("already active");

        IsAlive(qemu).ShouldBeTrue();
        world.Do("destroy", "g");
        IsAlive(qemu).ShouldBeFalse();
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_launcher_that_is_killed_right_behind_QEMUs_birth_leaves_no_orphan()
    {
        Skip.IfNot(File.Exists("/usr/bin/strace"), "needs strace");
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));

        // the thread that QEMU is spawned by sets its umask before and behind that
        world.Run(["strace", "-f", "-b", "execve", "-qq", "-e", "trace=umask", "-e", "inject=umask:signal=SIGKILL:when=2", "-o", "/dev/null",
            Programs.VirshLite, "start", "g.xml"]).ExitCode.ShouldNotBe(0);
        world.Do("list").ShouldNotContain(" g ");

        World.Until(() => Qemus(world).Length == 0, () => "a QEMU is left: " + string.Join(' ', Qemus(world)));
        world.Do("start", "g.xml");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_start_that_is_told_to_end_leaves_nothing_and_says_so()
    {
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        foreach (string signal in (string[])["HUP", "TERM", "INT"])
        {
            for (int milliseconds = 50; milliseconds <= 450; milliseconds += Scale.Of(200, 40))
            {
                Outcome outcome = world.Run(["sh", "-c",
                    string.Create(CultureInfo.InvariantCulture,
                    $"{Programs.VirshLite} start g.xml & sleep {milliseconds / 1000.0}; kill -{signal} $! 2>/dev/null; wait $!")]);
                bool runs = world.Do("list", "--name").Contains('g', StringComparison.Ordinal);
                runs.ShouldBe(outcome.ExitCode == 0, $"SIG{signal} after {milliseconds} ms: exit code {outcome.ExitCode}, {outcome.Error}");
                if (runs)
                {
                    world.Do("destroy", "g");
                }

                world.LeavesNothing();
            }
        }
    }

    internal static World Started(string name, string devices = "")
    {
        var world = new World();
        world.File_(name + ".xml", TinyGuest.Xml(name, devices));
        world.Do("start", name + ".xml");
        World.Until(() => SupervisorOf(world, name) > 0, () => "no supervisor");
        return world;
    }

    internal static int SupervisorOf(World world, string guest)
    {
        using var record = System.Text.Json.JsonDocument.Parse(File.ReadAllText($"{world.Root}/run/virshlite/guests/{guest}/state.json"));
        return record.RootElement.TryGetProperty("supervisor", out System.Text.Json.JsonElement supervisor) ? supervisor.GetProperty("pid").GetInt32() : 0;
    }

    internal static void Signal(int pid, string name, bool mayFail = false)
    {
        pid.ShouldBeGreaterThan(1);
        using Process kill = Process.Start("/bin/kill", ["-" + name, pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        if (!mayFail)
        {
            kill.ExitCode.ShouldBe(0);
        }
    }

    internal static bool IsAlive(int pid) => EndToEnd.StateGuest.IsAlive(pid);

    /// <summary>QEMUs whose environment leads into this world.</summary>
    internal static string[] Qemus(World world)
    {
        var found = new List<string>();
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
        {
            try
            {
                if (File.ReadAllText(process + "/cmdline").StartsWith(Programs.Qemu, StringComparison.Ordinal)
                    && File.ReadAllText(process + "/mountinfo").Contains(world.Root, StringComparison.Ordinal))
                {
                    found.Add(Path.GetFileName(process));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // gone
            }
        }

        return [.. found];
    }
}
