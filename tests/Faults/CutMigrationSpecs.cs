using System.Diagnostics;

namespace VirshLite.Faults;

/// <summary>Migrations whose network is cut, or whose other side has no room: exactly one guest runs, and it is known which (guest-state.md 6.6).</summary>
public sealed class CutMigrationSpecs
{
    private const string Disk = "/var/lib/images/disk.qcow2";
    private const string Setup = SshHost.Setup + " && " + StateGuest.EtcOfItsOwn;

    /// <summary>Everything that comes over the cable is refused; or, for the long form, nobody hears anything any more.</summary>
    private static readonly string Cut = "nft 'add table inet cut; add chain inet cut in { type filter hook input priority 0; }; "
        + $"add rule inet cut in iifname mig0 {(Scale.IsLong ? "drop" : "meta l4proto tcp reject with tcp reset")}'";

    [SkippableFact]
    public void A_guest_whose_network_is_cut_while_it_moves_goes_on_where_it_was()
    {
        using var here = new World(Setup);
        using var there = new World(Setup);
        using IDisposable ssh = Join(here, there);
        using Process migrate = here.Begin("migrate", "g", SshHost.Uri, "tcp:" + SshHost.Address, "--remote", Programs.VirshLite, "--live",
            "--copy-storage-all", "--bandwidth", "1");
        World.Until(() => migrate.HasExited || here.Do("qemu-monitor-command", "g", """{"execute":"query-jobs"}""").Contains("migrate-vda"), () => "no copy");

        there.Shell(Cut);

        migrate.WaitForExit(TimeSpan.FromMinutes(3)).ShouldBeTrue();
        migrate.ExitCode.ShouldBe(1);
        here.Do("domstate", "g").Trim().ShouldBe("running");
        there.VirshLite("domstate", "g").Output.Trim().ShouldNotBe("running");
        here.Do("suspend", "g");
        here.Do("resume", "g");
        if (Scale.IsLong)
        {
            World.Until(() => there.VirshLite("list", "--all", "--name").Output.Trim().Length == 0, () => "the other side has not given it up");
        }
    }

    [SkippableFact]
    public void A_guest_whose_network_is_cut_as_it_is_handed_over_runs_there_only()
    {
        using var here = new World(Setup);
        using var there = new World(Setup);
        using IDisposable ssh = Join(here, there);

        // the cut comes right before the other side's last answer
        string way = here.File_("way", $$"""
            set -- ssh -p 2222 root@{{SshHost.Address}} {{Programs.VirshLite}} "$@"
            case "$*" in
            *migrate-receive*)
                "$@" | while read -r line; do
                    case $line in *'"done"'*) nsenter --target {{there.Holder}} --net {{Cut}}; exit;; esac
                    echo "$line"
                done;;
            *) exec "$@";;
            esac
            """);
        Outcome lost = here.VirshLite("migrate", "g", "exec:sh " + way, "--live", "--copy-storage-all");
        lost.ExitCode.ShouldBe(1, lost.Error);
        lost.Error.ShouldContain("where it may run");

        there.Do("domstate", "g").Trim().ShouldBe("running");
        here.Do("domstate", "g", "--reason").Trim().ShouldBe("paused (migrating)");
        here.VirshLite("resume", "g").ExitCode.ShouldBe(1);
        StateGuest.Holds(there, 0x33, 2).ShouldBeTrue();
        here.Do("destroy", "g");
        there.Do("destroy", "g");
    }

    [SkippableFact]
    public void A_guest_whose_disk_finds_no_room_on_the_other_side_goes_on_where_it_was()
    {
        using var here = new World(Setup);
        using var there = new World(Setup + " && mount -t tmpfs -o size=3m tmpfs /var/lib/images");
        Define(here);

        Outcome full = here.VirshLite("migrate", "g", there.AsDestination, "--live", "--copy-storage-all");
        full.ExitCode.ShouldBe(1, full.Error);

        here.Do("domstate", "g").Trim().ShouldBe("running");
        World.Until(() => there.VirshLite("list", "--all", "--name").Output.Trim().Length == 0, () => "it is still there");
        there.Shell("ls /var/lib/images").Trim().ShouldBeEmpty();
        there.Shell("umount /var/lib/images");
        here.Do("migrate", "g", there.AsDestination, "--live", "--copy-storage-all");
        StateGuest.Holds(there, 0x33, 2).ShouldBeTrue();
        there.Do("destroy", "g");
    }

    private static void Define(World here)
    {
        here.Shell($"qemu-img create -q -f qcow2 {Disk} 16M");
        here.File_("g.xml", StateGuest.Xml("g", Disk));
        here.Do("start", "g.xml");
        for (int i = 0; i < 8; i++)
        {
            StateGuest.Write(here, 0x31 + i, i);
        }
    }

    private static IDisposable Join(World here, World there)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft"), "needs nftables");
        Define(here);
        return SshHost.Connect(here, there);
    }
}
