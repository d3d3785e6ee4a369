using System.Diagnostics;
using System.Globalization;

namespace VirshLite.EndToEnd;

/// <summary>A Linux guest is changed while it runs, and what it is given works inside it.</summary>
public sealed class LiveGuestSpecs
{
    private const string Bridge = "ip link add br0 type bridge && ip addr add 10.9.0.1/24 dev br0 && ip link set br0 up";
    private const string Cd = "<disk type='file' device='cdrom'><target dev='sda' bus='scsi'/><readonly/></disk>";

    /// <summary>So many times a disk and an interface come and go.</summary>
    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("LIVE_ROUNDS") ?? "0", CultureInfo.InvariantCulture);

    [SkippableFact]
    public void A_disk_plugged_into_a_running_Linux_holds_a_filesystem_that_its_agent_freezes()
    {
        using var world = new World(StateGuest.EtcOfItsOwn);
        string images = world.Root + "/images";
        world.Shell($"mkdir {images} && chmod 755 {world.Root} {images}; truncate -s 8M {images}/b.raw");
        using LiveLinux guest = LiveLinux.Start(world, "g", Cd);

        world.Do("attach-disk", "g", images + "/b.raw", "vda", "--targetbus", "virtio", "--live");
        guest.Until("[ -b /dev/vda ]");
        guest.Do("mke2fs /dev/vda >/dev/null && mount -t ext4 /dev/vda /mnt && echo written-inside >/mnt/file && sync && ls /mnt").ShouldContain("file");
        Agent(world, guest);
    }

    [SkippableFact]
    public void Devices_plugged_into_a_running_Linux_work_inside_it_and_leave_nothing()
    {
        Skip.If(Environment.GetEnvironmentVariable("LIVE_ROUNDS") is null, "the long form, for a machine at rest: LIVE_ROUNDS=200");
        using var world = new World(Bridge + "\n" + StateGuest.EtcOfItsOwn);
        string images = world.Root + "/images";
        world.Shell($"mkdir {images} && chmod 755 {world.Root} {images}; truncate -s 8M {images}/b.raw; "
            + $"printf first-disc >{images}/one.iso; printf second-disc >{images}/two.iso; truncate -s 64K {images}/*.iso");
        using LiveLinux guest = LiveLinux.Start(world, "g", Cd);

        // a disk: a filesystem is made on it and written to
        world.Do("attach-disk", "g", images + "/b.raw", "vda", "--targetbus", "virtio", "--live");
        guest.Until("[ -b /dev/vda ]");
        guest.Do("mke2fs /dev/vda >/dev/null && mount -t ext4 /dev/vda /mnt && echo written-inside >/mnt/file && sync && ls /mnt").ShouldContain("file");
        Agent(world, guest);
        Clock(world, guest);
        guest.Do("umount /mnt");
        world.Do("detach-disk", "g", "vda", "--live");
        guest.Until("[ ! -e /dev/vda ]");
        World.Until(() => !world.Do("domblklist", "g").Contains("vda"), () => world.Do("domblklist", "g"));
        world.Shell($"grep -c written-inside {images}/b.raw").Trim().ShouldBe("1");

        // an interface: the guest reaches the host through it while its link is up
        world.Do("attach-interface", "g", "bridge", "br0", "--mac", "52:54:00:09:00:02", "--model", "virtio", "--live");
        guest.Until("[ -e /sys/class/net/eth0 ]");
        guest.Do("cat /sys/class/net/eth0/address").ShouldBe("52:54:00:09:00:02");
        guest.Do("ip link set eth0 up && ip addr add 10.9.0.2/24 dev eth0");
        guest.Until("ping -c 1 -W 1 10.9.0.1 >/dev/null");
        world.Do("domif-setlink", "g", "52:54:00:09:00:02", "down");
        guest.Until("[ $(cat /sys/class/net/eth0/carrier) = 0 ]");
        world.Do("domif-setlink", "g", "52:54:00:09:00:02", "up");
        guest.Until("[ $(cat /sys/class/net/eth0/carrier) = 1 ]");
        guest.Until("ping -c 1 -W 1 10.9.0.1 >/dev/null");
        world.Do("detach-interface", "g", "bridge", "--mac", "52:54:00:09:00:02", "--live");
        guest.Until("[ ! -e /sys/class/net/eth0 ]");

        // a vCPU
        guest.Do("nproc").ShouldBe("1");
        world.Do("setvcpus", "g", "2", "--live");
        guest.Until("[ -d /sys/devices/system/cpu/cpu1 ]");
        guest.Do("[ $(cat /sys/devices/system/cpu/cpu1/online) = 1 ] || echo 1 >/sys/devices/system/cpu/cpu1/online");
        guest.Until("[ $(nproc) = 2 ]");

        // discs come and go in a drive that stays
        world.Do("change-media", "g", "sda", images + "/one.iso", "--insert", "--live");
        guest.Until("[ \"$(head -c 10 /dev/sr0 2>/dev/null)\" = first-disc ]");
        world.Do("change-media", "g", "sda", images + "/two.iso", "--update", "--live");
        guest.Until("[ \"$(head -c 11 /dev/sr0 2>/dev/null)\" = second-disc ]");
        world.Do("change-media", "g", "sda", "--eject", "--live", "--force");
        guest.Until("! head -c 1 /dev/sr0 >/dev/null 2>&1");

        RoundsLeakNothing(world, guest, images);
        AKilledSupervisorLeavesNoHalfChange(world, guest, images);
        world.Do("destroy", "g");
        world.Do("undefine", "g");
        world.LeavesNothing();
    }

    private static void Agent(World world, LiveLinux guest)
    {
        if (!guest.HasAgent)
        {
            return;
        }

        World.Until(() => world.VirshLite("qemu-agent-command", "g", """{"execute":"guest-ping"}""").ExitCode == 0, () => "no agent");
        guest.Do("ip addr add 127.1.2.3/8 dev lo");
        world.Do("domifaddr", "g", "--source", "agent", "--full").ShouldContain("127.1.2.3/8");
        world.Do("domfsfreeze", "g").ShouldContain("Froze 1 filesystem(s)");
        world.Do("domfsthaw", "g").ShouldContain("Thawed 1 filesystem(s)");
    }

    private static void Clock(World world, LiveLinux guest)
    {
        if (!guest.HasAgent)
        {
            return;
        }

        world.Do("domtime", "g", "--time", "1700000000");
        guest.Do("[ $(date +%s) -ge 1700000000 ] && [ $(date +%s) -lt 1700001000 ]");
        world.Do("domtime", "g").ShouldMatch("^Time: 17000000[0-9]{2}\n");
    }

    private static void RoundsLeakNothing(World world, LiveLinux guest, string images)
    {
        Round();
        (int files, string nodes) = (guest.OpenFiles(), Nodes(world));
        for (int i = 0; i < Rounds; i++)
        {
            Round();
        }

        World.Until(() => guest.OpenFiles() == files, () => $"{guest.OpenFiles()} files are open in QEMU, not {files}");
        Nodes(world).ShouldBe(nodes);
        world.Shell("ls /sys/class/net").ShouldNotContain("vnet");

        void Round()
        {
            world.Do("attach-disk", "g", images + "/b.raw", "vda", "--targetbus", "virtio", "--live");
            world.Do("attach-interface", "g", "bridge", "br0", "--mac", "52:54:00:09:00:03", "--model", "virtio", "--live");
            guest.Until("[ -b /dev/vda ] && [ -e /sys/class/net/eth0 ]");
            world.Do("detach-disk", "g", "vda", "--live");
            world.Do("detach-interface", "g", "bridge", "--mac", "52:54:00:09:00:03", "--live");
            World.Until(() => !world.Do("domblklist", "g").Contains("vda") && !world.Do("domiflist", "g").Contains("52:54"), () => world.Do("dumpxml", "g"));
        }
    }

    /// <summary>Whenever it is killed, XML and QEMU agree afterwards, and the disk can be plugged or unplugged as if nothing had been.</summary>
    private static void AKilledSupervisorLeavesNoHalfChange(World world, LiveLinux guest, string images)
    {
        foreach (int delay in (int[])[0, 15, 40])
        {
            int supervisor = world.SupervisorOf("g");
            using (Process attach = world.Begin("attach-disk", "g", images + "/b.raw", "vda", "--targetbus", "virtio", "--live"))
            {
                Thread.Sleep(delay * 10);
                world.Shell($"kill -9 {supervisor}");
                attach.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();
            }

            World.Until(() => world.VirshLite("domstate", "g").Output.Trim() == "running", () => "not running");
            bool isThere = world.Do("domblklist", "g").Contains("vda");
            world.Do("qemu-monitor-command", "g", """{"execute":"query-block"}""").Contains("/machine/peripheral/virtio-disk0").ShouldBe(isThere);
            Nodes(world).Contains("b.raw").ShouldBe(isThere);
            if (!isThere)
            {
                world.Do("attach-disk", "g", images + "/b.raw", "vda", "--targetbus", "virtio", "--live");
            }

            guest.Until("[ -b /dev/vda ]");
            world.Do("detach-disk", "g", "vda", "--live");
            World.Until(() => !world.Do("domblklist", "g").Contains("vda"), () => world.Do("domblklist", "g"));
        }
    }

    private static string Nodes(World world) => world.Do("qemu-monitor-command", "g", """{"execute":"query-named-block-nodes","arguments":{"flat":true}}""");
}
