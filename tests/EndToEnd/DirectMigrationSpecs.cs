namespace VirshLite.EndToEnd;

/// <summary>Guests that move straight from port to port, with TLS between the two QEMUs, over a cable between two hosts (guest-state.md 6.3, 6.4).</summary>
public sealed class DirectMigrationSpecs
{
    private const string Images = "mkdir -p /var/lib/images && " + StateGuest.EtcOfItsOwn;
    private const string Disk = "/var/lib/images/disk.qcow2";

    [SkippableFact]
    public void A_guest_moves_by_TLS_to_ports_of_the_other_host_and_what_it_came_to_is_told()
    {
        using var here = new World(Images);
        using var there = new World(Images);
        Connect(here, there);
        Certificates.Make(here, "/run/pki", "here");
        Certificates.Make(there, "/run/pki", "there", here.Root + "/run/pki");
        foreach (World world in (World[])[here, there])
        {
            world.Shell("""echo '{"migrate_tls_x509_cert_dir":"/run/pki"}' >/etc/virshlite/virshlite.json""");
        }

        here.Shell($"qemu-img create -q -f qcow2 {Disk} 16M");
        here.Do("define", here.File_("g.xml", StateGuest.Xml("g", Disk)));
        here.Do("start", "g");
        StateGuest.Write(here, 0x11, 0);
        string[] migrate = ["migrate", "g", there.AsDestination, "tcp:10.9.0.2", "--live", "--copy-storage-all", "--tls", "--tls-destination"];

        // another name than that of its certificate
        here.VirshLite([.. migrate, "elsewhere"]).Error.ShouldContain("Certificate does not match the hostname elsewhere");
        StateGuest.State(here).ShouldStartWith("running");
        there.Do("list", "--all", "--name").Trim().ShouldBeEmpty();
        here.Do("qemu-monitor-command", "g", """{"execute":"qom-list","arguments":{"path":"/objects"}}""").ShouldNotContain("migrate_tls");

        here.Do([.. migrate, "there", "--persistent", "--parallel", "--parallel-connections", "2", "--migrate-disks-detect-zeroes", "vda"]);
        StateGuest.State(there).ShouldBe("running (migrated)");
        StateGuest.Holds(there, 0x11, 0).ShouldBeTrue();
        there.Do("qemu-monitor-command", "g", """{"execute":"qom-list","arguments":{"path":"/objects"}}""").ShouldNotContain("migrate_tls");
        string told = here.Do("domjobinfo", "g", "--completed");
        told.ShouldContain("Operation:        Outgoing migration");
        told.ShouldContain("Total downtime:");
        here.Do("domjobinfo", "g", "--completed").ShouldBe("Job type:         None        \n\n");
        there.Do("destroy", "g");
    }

    [SkippableFact]
    public void A_guest_goes_over_before_its_memory_does()
    {
        Skip.IfNot(File.Exists("/dev/userfaultfd"), "needs /dev/userfaultfd");

        // root may serve page faults of a process without more ado
        const string Root = """echo '{"user":"root","group":"root"}' >/etc/virshlite/virshlite.json""";
        using var here = new World(Images + " && " + Root);
        using var there = new World(Images + " && " + Root);
        here.Shell($"qemu-img create -q -f qcow2 {Disk} 16M");
        here.Do("define", here.File_("g.xml", StateGuest.Xml("g", Disk)));
        here.Do("start", "g");
        StateGuest.Write(here, 0x11, 0);
        Outcome moved = here.VirshLite(
            "migrate", "g", there.AsDestination, "--live", "--copy-storage-all", "--postcopy", "--postcopy-after-precopy", "--bandwidth", "4");
        Skip.If(moved.Error.Contains("Postcopy is not supported", StringComparison.Ordinal), "needs QEMU 8 or vm.unprivileged_userfaultfd=1");
        moved.ExitCode.ShouldBe(0, moved.Error);
        StateGuest.State(there).ShouldBe("running (migrated)");
        StateGuest.Holds(there, 0x11, 0).ShouldBeTrue();
        there.Do("qemu-monitor-command", "g", """{"execute":"query-migrate-capabilities"}""").ShouldNotContain("\"state\":true");
        there.Do("destroy", "g");
    }

    private static void Connect(World here, World there)
    {
        here.Shell($"ip link add mig0 type veth peer name mig0 netns {there.Holder} && ip addr add 10.9.0.1/24 dev mig0 && ip link set mig0 up");
        there.Shell("ip addr add 10.9.0.2/24 dev mig0 && ip link set mig0 up");
    }
}
