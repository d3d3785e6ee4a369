using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>A guest moves between two hosts that know each other only by a cable and a key: real ssh, a private sshd, no open port of ours.</summary>
public sealed class SshMigrationSpecs
{
    /// <summary>Root's home, with its keys, is the world's own.</summary>
    private const string Home = "mkdir -p /var/lib/images /run/sshd && mkdir -m 700 -p /run/home/.ssh && "
        + "sed 's#^root:\\([^:]*\\):0:0:\\([^:]*\\):[^:]*:#root:\\1:0:0:\\2:/run/home:#' /etc/passwd >/run/passwd && cat /run/passwd >/etc/passwd && "
        + StateGuest.EtcOfItsOwn;

    [SkippableFact]
    public void A_guest_moves_through_ssh_and_goes_on_where_it_was_when_the_connection_is_lost()
    {
        Skip.IfNot(File.Exists("/usr/sbin/sshd") && File.Exists("/usr/bin/ssh"), "needs openssh-server and openssh-client");
        using var here = new World(Home);
        using var there = new World(Home);
        Connect(here, there);
        here.Shell("qemu-img create -q -f qcow2 /var/lib/images/disk.qcow2 16M");
        here.Do("define", here.File_("g.xml", StateGuest.Xml("g", "/var/lib/images/disk.qcow2")));
        here.Do("start", "g");
        StateGuest.Write(here, 0x11, 0);
        string[] migrate = ["migrate", "g", "ssh://root@10.9.0.2:2222", "--remote", Programs.VirshLite, "--live", "--copy-storage-all"];

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

    private static void Connect(World here, World there)
    {
        here.Shell($"ip link add mig0 type veth peer name mig0 netns {there.Holder} && ip addr add 10.9.0.1/24 dev mig0 && ip link set mig0 up");
        there.Shell("ip addr add 10.9.0.2/24 dev mig0 && ip link set mig0 up && ssh-keygen -q -t ed25519 -N '' -f /run/hostkey");
        here.Shell("ssh-keygen -q -t ed25519 -N '' -f /run/home/.ssh/id_ed25519 && echo 'StrictHostKeyChecking accept-new' >/run/home/.ssh/config");
        File.Copy(here.Root + "/run/home/.ssh/id_ed25519.pub", there.Root + "/run/authorized");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root ? $"SetEnv DOTNET_ROOT={root}" : "";
        File.WriteAllText(there.Root + "/run/sshd_config", $"""
            Port 2222
            ListenAddress 10.9.0.2
            HostKey /run/hostkey
            AuthorizedKeysFile /run/authorized
            PermitRootLogin prohibit-password
            UsePAM no
            StrictModes no
            PidFile /run/sshd.pid
            {dotnet}

            """);
        there.Shell("/usr/sbin/sshd -f /run/sshd_config");
        World.Until(() => File.Exists(there.Root + "/run/sshd.pid"), () => "no sshd");
    }
}
