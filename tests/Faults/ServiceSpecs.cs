using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace VirshLite.Faults;

/// <summary><c>start --foreground</c> as a service manager sees it.</summary>
public sealed class ServiceSpecs
{
    [SkippableFact]
    public void The_exit_code_is_the_guests_end_and_a_killed_supervisor_ends_nothing()
    {
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        using var notify = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notify.Bind(new UnixDomainSocketEndPoint(world.Root + "/notify"));
        notify.ReceiveTimeout = 60_000;

        Task<Outcome> foreground = Foreground(world);
        Received(notify).ShouldContain("READY=1");
        World.Until(() => LostGuestSpecs.SupervisorOf(world, "g") > 0, () => "no supervisor");
        Signal(world, "kill -9 " + LostGuestSpecs.SupervisorOf(world, "g"));
        Thread.Sleep(500);
        foreground.IsCompleted.ShouldBeFalse();
        world.Do("qemu-monitor-command", "g", """{"execute":"quit"}""");
        Outcome poweredOff = foreground.GetAwaiter().GetResult();
        poweredOff.ExitCode.ShouldBe(0, poweredOff.Error);

        foreground = Foreground(world);
        World.Until(() => Received(notify).Contains("READY=1", StringComparison.Ordinal), () => "not ready");
        Signal(world, "kill -9 " + world.QemuOf("g"));
        Outcome killed = foreground.GetAwaiter().GetResult();
        killed.ExitCode.ShouldBe(1);
        killed.Error.ShouldContain("guest 'g' has ended: crashed");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_guest_that_moves_into_another_QEMU_is_followed()
    {
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        using var notify = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notify.Bind(new UnixDomainSocketEndPoint(world.Root + "/notify"));
        notify.ReceiveTimeout = 60_000;
        Task<Outcome> foreground = Foreground(world);
        Received(notify).ShouldContain("READY=1");
        int former = world.QemuOf("g");

        world.Do("upgrade-qemu", "g");

        World.Until(() => Received(notify).Contains("RELOADING=1", StringComparison.Ordinal), () => "it does not say that it moves");
        World.Until(() => Received(notify).Contains("READY=1", StringComparison.Ordinal), () => "not ready again");
        world.QemuOf("g").ShouldNotBe(former);
        foreground.IsCompleted.ShouldBeFalse();
        world.Do("qemu-monitor-command", "g", """{"execute":"quit"}""");
        Outcome ended = foreground.GetAwaiter().GetResult();
        ended.ExitCode.ShouldBe(0, ended.Error);
    }

    [SkippableFact]
    public void A_guest_that_does_not_power_off_when_it_is_stopped_is_ended_in_time()
    {
        using var world = new World();
        world.File_("g.xml", TinyGuest.Xml("g"));
        var time = Stopwatch.StartNew();

        Outcome outcome = world.Run(["sh", "-c",
            $"{Programs.VirshLite} start g.xml --foreground --stop-timeout 1 > said & until grep -q started said; do sleep 0.1; done; sleep 1; kill -TERM "
            + "$!; wait $!"]);

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("did not power off within 1 seconds");
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        world.LeavesNothing();
    }

    [SkippableFact]
    public void What_a_power_cut_left_is_removed_by_the_next_start()
    {
        using var world = LostGuestSpecs.Started("g");
        Signal(world,
            $"kill -9 {LostGuestSpecs.SupervisorOf(world, "g")} {world.QemuOf("g")}; rm -rf /run/virshlite; echo another-boot > "
            + "/var/lib/virshlite/domain-1-g/.virshlite-run");
        Directory.Exists(world.Root + "/lib/virshlite/domain-1-g").ShouldBeTrue();
        world.File_("h.xml", TinyGuest.Xml("h"));

        world.Do("start", "h.xml");

        Directory.Exists(world.Root + "/lib/virshlite/domain-1-g").ShouldBeFalse();
        world.Do("destroy", "h");
        world.LeavesNothing();
    }

    private static Task<Outcome> Foreground(World world) =>
        Task.Run(() => world.Run(["env", $"NOTIFY_SOCKET={world.Root}/notify", Programs.VirshLite, "start", "g.xml", "--foreground"]));

    private static void Signal(World world, string script) => world.Shell(script);

    private static string Received(Socket socket)
    {
        byte[] buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
