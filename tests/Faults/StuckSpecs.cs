using System.Diagnostics;
using System.Globalization;

namespace VirshLite.Faults;

/// <summary>Processes that are stopped: nobody waits for them longer than is said.</summary>
public sealed class StuckSpecs
{
    /// <summary>A second is promised, and what a list takes here anyway, on a machine that may have much else to do.</summary>
    private static readonly TimeSpan ListPatience = TimeSpan.FromSeconds(1);

    /// <summary>15 seconds are promised; here too.</summary>
    private static readonly TimeSpan DestroyPatience = TimeSpan.FromSeconds(Scale.Of(30, 15));

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stopped_QEMU_holds_up_no_list_and_is_ended_by_force(bool withoutSupervisor)
    {
        using var world = LostGuestSpecs.Started("g");
        world.File_("other.xml", TinyGuest.Xml("other"));
        world.Do("start", "other.xml");
        TimeSpan usual = Quickest(() => world.Do("list"));
        int qemu = world.QemuOf("g");
        LostGuestSpecs.Signal(qemu, "STOP");
        if (withoutSupervisor)
        {
            LostGuestSpecs.Signal(LostGuestSpecs.SupervisorOf(world, "g"), "KILL");
        }

        Quickest(() => world.Do("list", "--name").Split('\n').ShouldContain("other")).ShouldBeLessThan(ListPatience + usual);

        Timed(() => world.Do("destroy", "g")).ShouldBeLessThan(DestroyPatience);
        LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
        world.Do("destroy", "other");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_full_monitor_of_a_stopped_QEMU_holds_up_nobody()
    {
        using var world = LostGuestSpecs.Started("g");
        TimeSpan usual = Quickest(() => world.Do("list"));
        int qemu = world.QemuOf("g");
        LostGuestSpecs.Signal(qemu, "STOP");
        string command = """{"execute":"qom-get","arguments":{"path":"/""" + new string('x', 60_000) + "\",\"property\":\"type\"}}";
        world.File_("command", command);
        world.Shell($"for i in $(seq 40); do timeout 20 {Programs.VirshLite} qemu-monitor-command g \"$(cat command)\" >/dev/null 2>&1 & done; sleep 2");

        Quickest(() => world.Do("list", "--name").ShouldContain("g")).ShouldBeLessThan(ListPatience + usual);
        Timed(() => world.Do("destroy", "g")).ShouldBeLessThan(DestroyPatience);
        LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_start_that_hangs_is_named_and_destroy_ends_it()
    {
        using var world = new World();
        world.File_("emulator", $"""
            #!/bin/sh
            case "$*" in *guest=g*) exec sleep 300;; esac
            exec {Programs.Qemu} "$@"
            """);
        world.Shell("install -m 755 emulator /var/log/emulator");
        world.File_("g.xml", TinyGuest.Xml("g", "<emulator>/var/log/emulator</emulator>"));
        TimeSpan usual = Quickest(() => world.Do("list"));
        Task<Outcome> start = Task.Run(() => world.VirshLite("start", "g.xml"));
        World.Until(() => File.Exists(world.Root + "/run/virshlite/g.pid"), () => "no start");

        Quickest(() => world.Do("list", "--name").ShouldContain("g")).ShouldBeLessThan(ListPatience + usual);
        Timed(() => world.Do("destroy", "g")).ShouldBeLessThan(DestroyPatience);
        Outcome outcome = start.GetAwaiter().GetResult();
        outcome.ExitCode.ShouldNotBe(0);
        outcome.Error.ShouldContain("interrupted");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_launcher_that_is_stopped_anywhere_holds_up_no_list_and_goes_on_when_it_may()
    {
        using var sweep = new KillSweep(_ => { });
        World world = sweep.World;
        TimeSpan usual = Quickest(() => world.Do("list"));
        (string Call, int When)[] points = [.. sweep.Points(inShortForm: 4, "start", "g.xml")];
        world.Do("destroy", "g");
        for (int i = 0; i < points.Length; i += Scale.Of(1, 4))
        {
            (string call, int when) = points[i];
            string where = string.Create(CultureInfo.InvariantCulture, $"start stopped at {call} {when}");
            File.Delete(world.Root + "/pid");

            // the shell becomes the program, whose number is known so: strace stands aside (-D)
            string injection = string.Create(CultureInfo.InvariantCulture, $"-e trace={call} -e inject={call}:signal=SIGSTOP:when={when}");
            Task<Outcome> start = Task.Run(() => world.Run(
                ["sh", "-c", $"echo $$ > pid; exec strace -D -qq {injection} -o /dev/null {Programs.VirshLite} start g.xml"]));
            World.Until(() => File.Exists(world.Root + "/pid") && File.ReadAllText(world.Root + "/pid").EndsWith('\n'), () => where + ": no start");
            int launcher = int.Parse(File.ReadAllText(world.Root + "/pid"), CultureInfo.InvariantCulture);
            World.Until(() => start.IsCompleted || StaysStopped(launcher), () => where + ": it neither ends nor stops");

            Quickest(() => sweep.Look(where)).ShouldBeLessThan(ListPatience + usual, where);
            while (!start.IsCompleted)
            {
                LostGuestSpecs.Signal(launcher, "CONT", mayFail: true);
                Thread.Sleep(20);
            }

            start.GetAwaiter().GetResult().ExitCode.ShouldBe(0, where);
            sweep.Works(where, "domstate", "g");
            sweep.Works(where, "destroy", "g");
        }

        sweep.ReportNothingLost();
    }

    /// <summary>strace stops what it follows for a moment at every call.</summary>
    private static bool StaysStopped(int pid)
    {
        for (int i = 0; i < 5; i++)
        {
            if (!IsStopped(pid))
            {
                return false;
            }

            Thread.Sleep(20);
        }

        return true;
    }

    private static bool IsStopped(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'T' or 't';
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Of three times: what else the machine does may delay one, what waits for something delays all.</summary>
    private static TimeSpan Quickest(Action action) => Enumerable.Range(0, 3).Select(_ => Timed(action)).Min();

    private static TimeSpan Timed(Action action)
    {
        var time = Stopwatch.StartNew();
        action();
        return time.Elapsed;
    }
}
