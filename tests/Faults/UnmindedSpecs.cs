using System.Net.Sockets;
using System.Text;

namespace VirshLite.Faults;

/// <summary>What happens to a guest while its supervisor is dead is made up for by the next.</summary>
public sealed class UnmindedSpecs
{
    /// <summary>What firmware and guests write to switch a machine of type pc off: sleep state 5, now.</summary>
    private const string PowerOff = "o /w 0x604 0x2000";

    /// <summary>What a guest writes to its panic device.</summary>
    private const string Panic = "o /b 0x505 1";

    [SkippableFact]
    public void A_guest_that_powers_off_while_its_supervisor_is_dead_is_gone_with_the_next_command()
    {
        using World world = Unminded("g", "");
        Tell(world, PowerOff, "shutdown");

        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => "it is still there");
        world.Log("g").ShouldContain("shutting down, reason=shutdown");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_reboot_that_is_under_way_when_the_supervisor_dies_stays_a_reboot()
    {
        using World world = LostGuestSpecs.Started("g");
        int qemu = world.QemuOf("g");
        world.Do("reboot", "g");
        KillSupervisor(world);
        Tell(world, PowerOff, "shutdown");

        World.Until(() => world.Do("domstate", "g", "--reason").Trim() == "running (booted)", () => world.Do("domstate", "g", "--reason"));
        LostGuestSpecs.IsAlive(qemu).ShouldBeTrue();
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableTheory]
    [InlineData("destroy")]
    [InlineData("preserve")]
    [InlineData("restart")]
    public void A_panic_while_the_supervisor_is_dead_is_acted_on(string action)
    {
        using World world = Unminded("g", $"<on_crash>{action}</on_crash>");
        int qemu = world.QemuOf("g");
        Tell(world, Panic, "guest-panicked");

        switch (action)
        {
            case "destroy":
                World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => "it is still there");
                world.Log("g").ShouldContain("shutting down, reason=crashed");
                break;
            case "preserve":
                World.Until(() => world.Do("domstate", "g").Trim() == "crashed", () => world.Do("domstate", "g"));
                break;
            default:
                World.Until(() => world.Do("domstate", "g").Trim() == "running", () => world.Do("domstate", "g"));
                LostGuestSpecs.IsAlive(qemu).ShouldBeTrue();
                break;
        }

        world.VirshLite("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void The_power_button_of_a_guest_that_stands_still_is_refused()
    {
        using World world = LostGuestSpecs.Started("g");
        world.Do("suspend", "g");

        Outcome outcome = world.VirshLite("shutdown", "g");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("domain is not running");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    private static World Unminded(string name, string more)
    {
        var world = new World();
        world.File_(name + ".xml", TinyGuest.Xml(name, "<panic model='isa'/>", more));
        world.Do("start", name + ".xml");
        World.Until(() => LostGuestSpecs.SupervisorOf(world, name) > 0, () => "no supervisor");
        KillSupervisor(world);
        return world;
    }

    private static void KillSupervisor(World world)
    {
        int supervisor = LostGuestSpecs.SupervisorOf(world, "g");
        LostGuestSpecs.Signal(supervisor, "KILL");
        World.Until(() => !LostGuestSpecs.IsAlive(supervisor), () => "it does not die");
    }

    /// <summary>Gives QEMU's own monitor a line, as often as it takes: the firmware has to set the device up first.</summary>
    private static void Tell(World world, string line, string status)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Directory.GetFiles(world.Root + "/lib/virshlite", "monitor.sock", SearchOption.AllDirectories).Single()));
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Ask(stream, reader, """{"execute":"qmp_capabilities"}""");
        World.Until(
            () =>
            {
                Ask(stream, reader, "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"" + line + "\"}}");
                return Ask(stream, reader, """{"execute":"query-status"}""").Contains($"\"{status}\"", StringComparison.Ordinal);
            },
            () => "the guest does not become " + status);
    }

    private static string Ask(NetworkStream stream, StreamReader reader, string command)
    {
        stream.Write(Encoding.UTF8.GetBytes(command + "\n"));
        string? line;
        do
        {
            line = reader.ReadLine();
        }
        while (line is not null && !line.Contains("\"return\"", StringComparison.Ordinal) && !line.Contains("\"error\"", StringComparison.Ordinal));

        return line ?? "";
    }
}
