namespace VirshLite.EndToEnd;

/// <summary>on_poweroff, on_reboot and on_crash, by guests that power off, reboot and panic by themselves.</summary>
public sealed class LifecycleSpecs
{
    [SkippableTheory]
    [InlineData("off", "", "shutdown")]
    [InlineData("reboot", "<on_reboot>destroy</on_reboot>", "shutdown")]
    [InlineData("panic", "", "crashed")]
    public void A_guest_that_is_to_end_is_gone_with_all_it_had(string then, string actions, string reason)
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World();
        string serial = world.Root + "/serial.log";

        world.Do("start", world.File_("g.xml", linux.ThenXml("g", serial, then, actions)));

        World.Until(() => world.Do("list", "--name").Trim().Length == 0, () => File.ReadAllText(serial));
        File.ReadAllText(serial).ShouldContain("VL-READY");
        world.LeavesNothing();
        world.Log("g").ShouldContain("shutting down, reason=" + reason);
    }

    [SkippableTheory]
    [InlineData("off", "<on_poweroff>restart</on_poweroff>")]
    [InlineData("reboot", "")]
    [InlineData("panic", "<on_crash>restart</on_crash>")]
    public void A_guest_that_is_to_go_on_comes_up_again_in_the_same_process(string then, string actions)
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World();
        string serial = world.Root + "/serial.log";
        world.Do("start", world.File_("g.xml", linux.ThenXml("g", serial, then, actions)));
        int qemu = world.QemuOf("g");

        World.Until(() => File.Exists(serial) && File.ReadAllText(serial).Split("VL-READY").Length > 2, () => File.ReadAllText(serial));

        world.QemuOf("g").ShouldBe(qemu);
        Directory.Exists($"/proc/{qemu}").ShouldBeTrue();
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_crashed_guest_that_is_to_be_preserved_waits_and_can_be_destroyed()
    {
        LinuxGuest linux = LinuxGuest.Instance;
        using var world = new World();
        string serial = world.Root + "/serial.log";
        world.Do("start", world.File_("g.xml", linux.ThenXml("g", serial, "panic", "<on_crash>preserve</on_crash>")));

        World.Until(() => world.Do("domstate", "g").Trim() == "crashed", () => File.ReadAllText(serial));

        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_guest_without_an_agent_is_not_said_to_shut_down()
    {
        using var world = new World("true");
        world.Do("start", "--paused", world.File_("g.xml",
            PausedGuest.Xml("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>")));

        Outcome outcome = world.VirshLite("shutdown", "g", "--mode", "agent");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("Guest agent is not responding");
        world.Do("domstate", "g").Trim().ShouldBe("paused");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }
}
