using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>Linux guests with virtio cards on a bridge of a network namespace.</summary>
public sealed class BridgedGuestSpecs
{
    private const string Bridge = "ip link add br0 type bridge && ip addr add 10.77.0.1/24 dev br0 && ip link set br0 up";

    [SkippableFact]
    public void A_guest_pings_the_bridge_is_suspended_resumed_shut_down_and_leaves_nothing()
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World(Bridge);
        string serial = world.Root + "/serial.log";
        string xml = world.File_("net.xml", linux.Xml("net", serial, "br0", "10.77.0.2", "10.77.0.1", "52:54:00:77:00:02"));
        string[] shown = CommandLines.Shown(world, xml);

        world.Do("start", xml);

        CommandLines.Running(world, "net").ShouldBe(shown);
        string tap = world.Shell("ls /sys/class/net/br0/brif").Trim();
        tap.ShouldBe("vnet0");
        world.Shell("cat /sys/class/net/vnet0/address").Trim().ShouldBe("fe:54:00:77:00:02");
        WaitFor(serial, "VL-PONG");
        world.Do("list").ShouldContain("running");

        world.Do("suspend", "net");
        world.Do("domstate", "net").Trim().ShouldBe("paused");
        world.Do("resume", "net");
        world.Do("domstate", "net").Trim().ShouldBe("running");

        world.Do("shutdown", "net");
        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => File.ReadAllText(serial));
        File.ReadAllText(serial).ShouldContain("VL-BUTTON");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void Two_guests_on_one_bridge_ping_each_other()
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World(Bridge);
        string serialA = world.Root + "/a.log";
        string serialB = world.Root + "/b.log";

        world.Do("start", world.File_("a.xml", linux.Xml("a", serialA, "br0", "10.77.0.2", "10.77.0.3", "52:54:00:77:00:02")));
        world.Do("start", world.File_("b.xml", linux.Xml("b", serialB, "br0", "10.77.0.3", "10.77.0.2", "52:54:00:77:00:03", machine: "pc")));

        WaitFor(serialA, "VL-PONG");
        WaitFor(serialB, "VL-PONG");
        world.Do("list", "--name").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["a", "b"]);
        world.Do("destroy", "a");
        world.Do("destroy", "b");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_guest_that_reboots_keeps_its_process_and_comes_up_again()
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World(Bridge);
        string serial = world.Root + "/serial.log";
        world.Do("start", world.File_("net.xml", linux.Xml("net", serial, "br0", "10.77.0.2", "10.77.0.1", "52:54:00:77:00:02")));
        int qemu = world.QemuOf("net");
        WaitFor(serial, "VL-PONG");

        world.Do("reboot", "net");

        World.Until(() => File.ReadAllText(serial).Split("VL-PONG").Length > 2, () => File.ReadAllText(serial));
        world.QemuOf("net").ShouldBe(qemu);
        world.Do("domstate", "net").Trim().ShouldBe("running");
        world.Do("destroy", "net");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_killed_QEMU_and_a_killed_supervisor_leave_a_clean_host()
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World(Bridge);
        string xml = world.File_("net.xml", linux.Xml("net", world.Root + "/serial.log", "br0", "10.77.0.2", "10.77.0.1", "52:54:00:77:00:02"));
        world.Do("start", xml);
        Process.GetProcessById(world.QemuOf("net")).Kill();
        World.Until(() => world.Leftovers().Length == 0, () => string.Join(' ', world.Leftovers()));
        world.Log("net").ShouldContain("shutting down, reason=crashed");

        world.Do("start", xml);
        int qemu = world.QemuOf("net");
        Process.GetProcessById(world.SupervisorOf("net")).Kill();
        world.Do("suspend", "net");
        world.Do("domstate", "net").Trim().ShouldBe("paused");
        world.QemuOf("net").ShouldBe(qemu);

        Process.GetProcessById(world.SupervisorOf("net")).Kill();
        Process.GetProcessById(qemu).Kill();
        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => "the guest's end");
        world.LeavesNothing();
    }

    private static void WaitFor(string serial, string word) =>
        World.Until(() => File.Exists(serial) && File.ReadAllText(serial).Contains(word, StringComparison.Ordinal), () =>
            word + "\n" + File.ReadAllText(serial));
}
