using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>A guest moves between two hosts that know each other only by a cable and a key: real ssh, a private sshd, no open port of ours.</summary>
public sealed class SshMigrationSpecs
{
    private const string Home = SshHost.Setup + " && " + StateGuest.EtcOfItsOwn;

    [SkippableFact]
    public void A_guest_moves_through_ssh_and_goes_on_where_it_was_when_the_connection_is_lost()
    {
        using var here = new World(Home);
        using var there = new World(Home);
        using IDisposable ssh = SshHost.Connect(here, there);
        here.Shell("qemu-img create -q -f qcow2 /var/lib/images/disk.qcow2 16M");
        here.Do("define", here.File_("g.xml", StateGuest.Xml("g", "/var/lib/images/disk.qcow2")));
        here.Do("start", "g");
        StateGuest.Write(here, 0x11, 0);
        string[] migrate = ["migrate", "g", SshHost.Uri, "--remote", Programs.VirshLite, "--live", "--copy-storage-all"];

        // so slow that it is still at its disk
        using (Process slow = here.Begin([.. migrate, "--bandwidth", "1"]))
        {
            World.Until(() => there.VirshLite("list", "--all").Output.Length > 0 && here.Shell("ls /run/virshlite/guests/g").Contains("job"), () => "no job");
            World.Until(() => here.Do("qemu-monitor-command", "g", """{"execute":"query-jobs"}""").Contains("migrate-vda"), () => "no copy");
            here.Do("domjobinfo", "g").ShouldContain("Outgoing migration");
            there.Shell("kill -9 $(cat /run/sshd.pid) $(pgrep -P $(cat /run/sshd.pid))");
            slow.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();
            slow.ExitCode.ShouldBe(1);
        }

        StateGuest.State(here).ShouldStartWith("running");
        here.Do("qemu-monitor-command", "g", """{"execute":"query-jobs"}""").ShouldNotContain("migrate-vda");
        World.Until(() => there.VirshLite("list", "--all", "--name").Output.Trim().Length == 0, () => "the other side has not given it up");

        there.Shell("rm -f /var/lib/images/disk.qcow2; /usr/sbin/sshd -f /run/sshd_config");
        here.Do([.. migrate, "--persistent"]);
        StateGuest.State(there).ShouldBe("running (migrated)");
        StateGuest.Holds(there, 0x11, 0).ShouldBeTrue();
        there.Do("destroy", "g");
    }
}
