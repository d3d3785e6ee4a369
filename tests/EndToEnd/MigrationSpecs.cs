namespace VirshLite.EndToEnd;

/// <summary>
/// Guests that move between two hosts, each in namespaces of its own with an unprivileged QEMU (guest-state.md 6). Whatever happens, one of them runs
/// afterwards.
/// </summary>
public sealed class MigrationSpecs
{
    private const string Images = "mkdir -p /var/lib/images && " + StateGuest.EtcOfItsOwn;

    [SkippableFact]
    public void A_running_guest_moves_with_its_disk_and_goes_back()
    {
        using var here = new World(Images);
        using var there = new World(Images);
        Define(here);
        here.Do("start", "g");
        StateGuest.Write(here, 0x11, 0);
        here.Do("checkpoint-create-as", "g", "c1");
        StateGuest.Write(here, 0x22, 1);

        here.VirshLite("migrate", "g", there.AsDestination, "--live").Error
            .ShouldBe("error: Unsafe migration: Migration without shared storage is unsafe\n");
        here.Do("migrate-setspeed", "g", "200");
        here.Do("migrate-getspeed", "g").ShouldBe("200\n\n");
        Outcome moved = here.VirshLite("migrate", "g", there.AsDestination, "--live", "--copy-storage-all", "--persistent", "--undefinesource", "--verbose",
            "--auto-converge");
        moved.ExitCode.ShouldBe(0, moved.Error);
        (moved.Output + moved.Error).ShouldContain("[100.00 %]");

        here.VirshLite("domstate", "g").ExitCode.ShouldBe(4);
        StateGuest.State(there).ShouldBe("running (migrated)");
        there.Do("list", "--persistent", "--name").Trim().ShouldBe("g");
        (StateGuest.Holds(there, 0x11, 0), StateGuest.Holds(there, 0x22, 1)).ShouldBe((true, true));
        there.Do("qemu-monitor-command", "g", """{"execute":"query-named-block-nodes","arguments":{"flat":true}}""").ShouldContain("\"name\":\"c1\"");

        // by several connections, under another name, paused
        here.Shell("rm /var/lib/images/disk.qcow2");
        there.Do("migrate", "g", here.AsDestination, "--live", "--copy-storage-all", "--parallel", "--parallel-connections", "2", "--dname", "h", "--suspend");
        there.Do("domstate", "g").Trim().ShouldBe("shut off");
        here.Do("domstate", "h").Trim().ShouldBe("paused");
        here.Do("resume", "h");
        StateGuest.Holds(here, 0x22, 1, "h").ShouldBeTrue();
        here.Do("destroy", "h");
    }

    [SkippableFact]
    public void A_guest_whose_move_fails_goes_on_where_it_was()
    {
        using var here = new World(Images);
        using var there = new World(Images);
        Define(here);
        here.Do("start", "g");
        StateGuest.Write(here, 0x11, 0);

        // nobody there
        here.VirshLite("migrate", "g", "exec:false", "--live", "--copy-storage-all").Error.ShouldContain("the other host's virshlite does not answer");

        // a disk of another size there
        there.Shell("qemu-img create -q -f qcow2 /var/lib/images/disk.qcow2 1M");
        here.VirshLite("migrate", "g", there.AsDestination, "--live", "--copy-storage-all").Error.ShouldContain("1048576 bytes here");
        there.Do("list", "--all", "--name").Trim().ShouldBeEmpty();

        // a name that is taken there
        there.Shell("rm /var/lib/images/disk.qcow2");
        there.Do("define", there.File_("g.xml", PausedGuest.Xml("")));
        here.VirshLite("migrate", "g", there.AsDestination, "--live", "--copy-storage-all").Error.ShouldContain("already exists with uuid");

        here.VirshLite("migrate", "g", there.AsDestination, "--live", "--tls").Error.ShouldContain("--tls-destination");
        here.VirshLite("migrate", "g", there.AsDestination, "udp:there", "--live").Error.ShouldContain("unsupported scheme udp in migration URI");
        here.VirshLite("migrate", "g", there.AsDestination, "--postcopy").Error
            .ShouldContain("post-copy migration is not supported with non-live or paused migration");
        here.VirshLite("migrate-postcopy", "g").Error.ShouldContain("post-copy can only be started while outgoing migration is in progress");
        here.VirshLite("domjobabort", "g").Error.ShouldBe("error: Requested operation is not valid: no job is active on the domain\n");
        here.Do("domstate", "g").Trim().ShouldBe("running");
        StateGuest.Holds(here, 0x11, 0).ShouldBeTrue();
        here.Do("dumpxml", "g").ShouldContain("index='1'");
        here.Do("destroy", "g");
    }

    private static void Define(World world)
    {
        world.Shell("qemu-img create -q -f qcow2 /var/lib/images/disk.qcow2 16M");
        world.Do("define", world.File_("g.xml", StateGuest.Xml("g", "/var/lib/images/disk.qcow2")));
    }
}
