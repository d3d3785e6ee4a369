using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>
/// A host of libvirt's in small: a QEMU that runs, libvirt's notes of it, and a daemon that is only one by its name. tests/takeover does the same beside a real
/// libvirt.
/// </summary>
public sealed class TakeoverSpecs
{
    private const string Uuid = "9f7a2d0e-5f5b-4d0a-8c7e-0d6a3c1b2f44";
    private const string State = "/run/libvirt/qemu";
    private const string Lib = "/var/lib/libvirt/qemu/domain-7-taken";

    [SkippableFact]
    public void A_running_guest_changes_hands_there_and_back_and_ends_without_a_trace()
    {
        using var world = new World();
        int qemu = Host(world);

        world.Do("takeover").ShouldContain("Nothing was done");
        IsAlive(world, "libvirtd").ShouldBeTrue("that was a plan only");
        world.Do("takeover", "--all").ShouldContain("guest 'taken' taken over");

        IsAlive(world, "libvirtd").ShouldBeFalse();
        world.Do("list", "--name").Trim().ShouldBe("taken");
        world.Do("domid", "taken").Trim().ShouldBe("7");
        world.QemuOf("taken").ShouldBe(qemu);
        world.Do("suspend", "taken");
        world.Do("domstate", "taken").Trim().ShouldBe("paused");
        world.Do("resume", "taken");
        world.Do("takeover", "--all").ShouldContain("0 guests");

        world.Do("takeover", "--give-back").ShouldContain("Host given back");

        World.Until(() => IsAlive(world, "libvirtd"), () => "the daemon is there again");
        world.Do("list", "--name").Trim().ShouldBeEmpty();
        world.Shell($"test -e {State}/taken.xml && test -S {Lib}/monitor.sock && kill -0 {qemu} && test ! -e /run/virshlite/taken.pid");

        // that nobody reads along after the first line stops nothing
        world.Shell($"{Programs.VirshLite} takeover taken | head -n 1").ShouldContain("taken");
        world.Do("list", "--name").Trim().ShouldBe("taken");
        world.Do("destroy", "taken");
        World.Until(() => world.Run(["kill", "-0", qemu.ToString(CultureInfo.InvariantCulture)]).ExitCode != 0, () => "QEMU ends");
        world.Shell($"test ! -e {State}/taken.xml && test ! -e {State}/taken.pid && test ! -e {Lib}");
        world.Shell("kill $(cat /run/libvirtd.pid) 2>/dev/null; true");
    }

    [SkippableFact]
    public void A_guest_with_a_job_stops_the_whole_and_nothing_is_done()
    {
        using var world = new World();
        int qemu = Host(world, "<job type='modify' async='snapshot'/>");

        Outcome refused = world.VirshLite("takeover", "--all");

        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldContain("a job is under way (snapshot)");
        IsAlive(world, "libvirtd").ShouldBeTrue();
        world.Do("list", "--name").Trim().ShouldBeEmpty();
        world.VirshLite("takeover", "--give-back").Error.ShouldContain("nothing was taken over");
        world.Shell($"kill {qemu} $(cat /run/libvirtd.pid)");
    }

    [SkippableFact]
    public void A_host_whose_guest_was_changed_since_is_not_given_back()
    {
        using var world = new World();
        Host(world);
        world.Do("takeover", "--all");
        world.File_("rng.xml", "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>");
        world.Do("attach-device", "taken", "rng.xml");

        Outcome refused = world.VirshLite("takeover", "--give-back");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("guest 'taken': its devices or limits were changed");
        IsAlive(world, "libvirtd").ShouldBeFalse();
        world.Do("destroy", "taken");
        world.Do("takeover", "--give-back").ShouldContain("0 guests");
        World.Until(() => IsAlive(world, "libvirtd"), () => "the daemon is there again");
        world.Shell("kill $(cat /run/libvirtd.pid)");
    }

    private static bool IsAlive(World world, string daemon) =>
        world.Run(["sh", "-c", $"test -e /run/{daemon}.pid && grep -qx {daemon} /proc/$(cat /run/{daemon}.pid)/comm"]).ExitCode == 0;

    /// <summary>QEMU's process.</summary>
    private static int Host(World world, string status = "")
    {
        // the stand-in keeps its pid file as libvirtd does
        string daemon = world.File_("libvirtd", "#!/bin/sh\nif [ \"$1\" = -d ]; then setsid \"$0\" </dev/null >/dev/null 2>&1 & exit 0; fi\n"
            + "echo libvirtd >/proc/$$/comm; echo $$ >/run/libvirtd.pid; trap 'rm -f /run/libvirtd.pid; exit 0' TERM; while :; do sleep 0.1; done\n");
        world.Shell($"chmod 755 {daemon} && {daemon} -d && mkdir -p {State} {Lib} && head -c 32 /dev/zero >{Lib}/master-key.aes");
        world.Shell($"""
            setsid {Programs.Qemu} -name guest=taken,debug-threads=on -uuid {Uuid} -machine pc -accel tcg -m 16 -nodefaults -display none -no-shutdown \
              -qmp unix:{Lib}/monitor.sock,server=on,wait=off </dev/null >/dev/null 2>&1 & echo $! >{State}/taken.pid
            """);
        World.Until(() => world.Run(["test", "-S", Lib + "/monitor.sock"]).ExitCode == 0 && IsAlive(world, "libvirtd"), () => "QEMU and the daemon are there");
        int qemu = int.Parse(world.Shell($"cat {State}/taken.pid"), CultureInfo.InvariantCulture);
        string xml = world.File_("status.xml", $"""
            <domstatus state='running' reason='booted' pid='{qemu}'>
              <monitor path='{Lib}/monitor.sock' type='unix'/>
              {status}
              <libDir path='{Lib}'/>
              <channelTargetDir path='{State}/channel/7-taken'/>
              <nodename index='0'/>
              <domain type='qemu' id='7'>
                <name>taken</name>
                <uuid>{Uuid}</uuid>
                <memory unit='KiB'>16384</memory>
                <currentMemory unit='KiB'>16384</currentMemory>
                <vcpu placement='static'>1</vcpu>
                <os><type arch='x86_64' machine='pc'>hvm</type></os>
                <devices>
                  <emulator>{Programs.Qemu}</emulator>
                  <controller type='pci' index='0' model='pci-root'><alias name='pci.0'/></controller>
                  <memballoon model='none'/>
                </devices>
              </domain>
            </domstatus>
            """);
        world.Shell($"cp {xml} {State}/taken.xml");
        return qemu;
    }
}
