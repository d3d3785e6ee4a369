namespace VirshLite.EndToEnd;

/// <summary>A guest whose watchdog really fires: its boot sector winds the watchdog up and never looks at it again.</summary>
public sealed class WatchdogSpecs
{
    private const int SectorSize = 512;

    /// <summary>mov al, 14 (two seconds); mov dx, 0x443 (the ib700's register); out dx, al; then hlt, for ever.</summary>
    private static readonly byte[] WindsUp = [0xb0, 0x0e, 0xba, 0x43, 0x04, 0xee, 0xf4, 0xeb, 0xfd];

    [SkippableFact]
    public void A_watchdog_that_is_to_dump_leaves_a_dump_and_the_guest_goes_on()
    {
        using var world = new World();
        world.Do("start", Guest(world, "dump"));

        World.Until(() => Dumps(world).Length > 0, () => world.Log("g"));
        World.Until(() => world.Do("domstate", "g").Trim() == "running", () => world.Log("g"));

        string dump = Dumps(world).ShouldHaveSingleItem();
        Path.GetFileName(dump).ShouldMatch("^1-g-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9:]+$");
        File.ReadAllBytes(dump).AsSpan(0, 4).ToArray().ShouldBe([0x7f, (byte)'E', (byte)'L', (byte)'F']);
        world.Do("qemu-monitor-command", "g", """{"execute":"query-status"}""").ShouldContain("\"running\":true");
        world.Do("destroy", "g");
        TemporaryDirectory.Remove(Path.GetDirectoryName(dump)!);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void A_watchdog_that_is_to_pause_says_why_the_guest_is_paused()
    {
        using var world = new World();
        world.Do("start", Guest(world, "pause"));

        World.Until(() => world.Do("domstate", "g", "--reason").Trim() == "paused (watchdog)", () => world.Log("g"));

        Dumps(world).ShouldBeEmpty();
        world.Do("resume", "g");
        world.Do("domstate", "g").Trim().ShouldBe("running");
        world.Do("destroy", "g");
        world.LeavesNothing();
    }

    private static string[] Dumps(World world) => [.. Directory.EnumerateDirectories(world.Root + "/lib", "dump", SearchOption.AllDirectories)
        .SelectMany(Directory.EnumerateFiles)];

    private static string Guest(World world, string action)
    {
        byte[] sector = new byte[SectorSize];
        WindsUp.CopyTo(sector, 0);
        sector[^2] = 0x55;
        sector[^1] = 0xaa;
        File.WriteAllBytes(world.Root + "/boot.img", sector);
        return world.File_("g.xml", $"""
            <domain type='qemu'>
              <name>g</name>
              <memory unit='MiB'>16</memory>
              <os><type arch='x86_64' machine='pc'>hvm</type></os>
              <devices>
                <disk type='file'><driver name='qemu' type='raw'/><source file='{world.Root}/boot.img'/><target dev='hda' bus='ide'/></disk>
                <controller type='usb' model='none'/>
                <watchdog model='ib700' action='{action}'/>
                <memballoon model='none'/>
              </devices>
            </domain>
            """);
    }
}
