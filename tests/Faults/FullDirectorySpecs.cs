using System.Globalization;
using System.Text.Json;

namespace VirshLite.Faults;

/// <summary>A /run that takes nothing more: what counts is in memory, what commands say is so, and nothing is left behind once there is room again.</summary>
public sealed class FullDirectorySpecs
{
    private const string SmallRun = "mount -t tmpfs -o size=1m,mode=755 tmpfs /run";

    [SkippableTheory]
    [InlineData("dd if=/dev/zero of=/run/filler bs=1k 2>/dev/null; true", "rm /run/filler")]
    [InlineData("mount --bind /run /run && mount -o remount,bind,ro /run", "umount -l /run")]
    public void Guests_are_minded_and_ended_while_the_state_directory_takes_nothing(string close, string open)
    {
        using var world = Started();
        int qemu = QemuOf(world);
        world.Shell(close);

        world.Do("suspend", "g");
        world.Do("domstate", "g").Trim().ShouldBe("paused");
        world.Do("list").ShouldContain("paused");
        world.Do("resume", "g");
        world.Do("domstate", "g").Trim().ShouldBe("running");
        LostGuestSpecs.Signal(SupervisorOf(world), "KILL");
        world.Do("list").ShouldContain("running");
        world.Do("suspend", "g");
        world.Do("domstate", "g").Trim().ShouldBe("paused");
        world.Do("destroy", "g");

        LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
        world.Do("list", "--name").Trim().ShouldBe("");
        world.Shell(open);
        world.Do("list", "--name").Trim().ShouldBe("");
        World.Until(() => Left(world).Length == 0, () => "left: " + Left(world));
        world.Do("start", "g.xml");
        world.Do("destroy", "g");
    }

    [SkippableTheory]
    [InlineData("dd if=/dev/zero of=/run/filler bs=1k 2>/dev/null; true", "rm /run/filler")]
    [InlineData("mount --bind /run /run && mount -o remount,bind,ro /run", "umount -l /run")]
    public void A_guest_that_powers_off_meanwhile_is_gone(string close, string open)
    {
        using var world = Started();
        int qemu = QemuOf(world);
        int supervisor = SupervisorOf(world);
        world.Shell(close);

        world.Do("qemu-monitor-command", "g", """{"execute":"quit"}""");

        World.Until(() => !LostGuestSpecs.IsAlive(qemu) && !LostGuestSpecs.IsAlive(supervisor), () => "a process is left");
        world.Do("list", "--name").Trim().ShouldBe("");
        world.VirshLite("domstate", "g").ExitCode.ShouldBe(4);
        world.VirshLite("start", "g.xml").ExitCode.ShouldNotBe(0);
        world.Shell(open);
        World.Until(() => { world.Do("list"); return Left(world).Length == 0; }, () => "left: " + Left(world));
        LostGuestSpecs.Qemus(world).ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_list_that_one_guest_has_left_no_time_ends_no_supervisor_of_another()
    {
        using var world = Started();
        world.File_("h.xml", TinyGuest.Xml("h"));
        world.Do("start", "h.xml");
        World.Until(() => SupervisorOf(world, "h") > 0, () => "no supervisor");
        int[] supervisors = [SupervisorOf(world), SupervisorOf(world, "h")];
        LostGuestSpecs.Signal(QemuOf(world), "STOP");
        world.Shell("dd if=/dev/zero of=/run/filler bs=1k 2>/dev/null; true");

        for (int i = 0; i < 3; i++)
        {
            world.Do("list").ShouldContain(" h ");
        }

        supervisors.ShouldAllBe(s => LostGuestSpecs.IsAlive(s));
        world.Shell("rm /run/filler");
        LostGuestSpecs.Signal(QemuOf(world), "CONT");
        world.Do("destroy", "g");
        world.Do("destroy", "h");
    }

    [SkippableFact]
    public void A_full_log_directory_stops_nobody()
    {
        using var world = new World("mount -t tmpfs -o size=64k,mode=755 tmpfs /var/log");
        world.File_("g.xml", TinyGuest.Xml("g"));
        world.Do("start", "g.xml");
        int qemu = world.QemuOf("g");
        world.Shell("dd if=/dev/zero of=/var/log/filler bs=1k 2>/dev/null; true");
        world.Do("qemu-monitor-command", "g", "--hmp", "log exec,nochain,cpu,int");
        Thread.Sleep(500);

        world.Do("suspend", "g");
        world.Do("resume", "g");
        world.Do("qemu-monitor-command", "g", "--hmp", "log none");
        world.Shell("rm /var/log/filler");
        world.Do("destroy", "g");
        LostGuestSpecs.IsAlive(qemu).ShouldBeFalse();
        world.LeavesNothing();
    }

    [SkippableFact]
    public void What_was_done_is_done_although_its_confirmation_finds_no_room()
    {
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        world.File_("h.xml", TinyGuest.Xml("h"));

        world.Shell($"{Programs.VirshLite} start g.xml >/dev/full 2>errors");
        File.ReadAllText(world.Root + "/errors").ShouldContain("warning: the output cannot be written");
        world.Do("domstate", "g").Trim().ShouldBe("running");
        world.Run(["sh", "-c", $"{Programs.VirshLite} list >/dev/full"]).ExitCode.ShouldBe(1);
        world.Shell($"{Programs.VirshLite} destroy g >/dev/full");

        // a service whose words nobody takes ends with its guest, not before
        world.Shell($"({Programs.VirshLite} start --foreground h.xml >/dev/full 2>/dev/full; echo $? >end) >/dev/null 2>&1 &");
        World.Until(() => world.VirshLite("domstate", "h").Output.Trim() == "running", () => "no guest");
        Thread.Sleep(500);
        File.Exists(world.Root + "/end").ShouldBeFalse();
        world.Do("destroy", "h");
        World.Until(() => File.Exists(world.Root + "/end") && File.ReadAllText(world.Root + "/end").EndsWith('\n'), () => "it stays");
        world.LeavesNothing();
    }

    private static World Started()
    {
        var world = new World(SmallRun);
        world.File_("g.xml", TinyGuest.Xml("g"));
        world.Do("start", "g.xml");
        World.Until(() => SupervisorOf(world) > 0, () => "no supervisor");
        return world;
    }

    /// <summary>What is in the state directory is seen in this world only.</summary>
    private static int SupervisorOf(World world, string guest = "g")
    {
        using var record = JsonDocument.Parse(world.Shell($"cat /run/virshlite/guests/{guest}/state.json"));
        return record.RootElement.TryGetProperty("supervisor", out JsonElement supervisor) ? supervisor.GetProperty("pid").GetInt32() : 0;
    }

    private static int QemuOf(World world) => int.Parse(world.Shell("cat /run/virshlite/g.pid"), CultureInfo.InvariantCulture);

    private static string Left(World world) =>
        world.Shell("ls -A /run/virshlite/guests; ls -d /run/virshlite/*.pid /var/lib/virshlite/domain-* 2>/dev/null; true").Trim();
}
