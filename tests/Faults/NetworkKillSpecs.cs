using System.Globalization;

namespace VirshLite.Faults;

/// <summary>net-start and net-destroy killed on their way: afterwards the network is up or down as a whole, and starts and stops as ever.</summary>
public sealed class NetworkKillSpecs
{
    private const string Changing = "openat,unlink,rename,mkdir,mkdirat,chmod,fchmod,ftruncate,flock,write,kill,vfork,clone,clone3";

    /// <summary>Programs that a network's steps run.</summary>
    private static readonly string[] Commands = ["ip", "nft", "tc", "env"];

    private readonly Xunit.Abstractions.ITestOutputHelper output;
    private int kills;
    private int halves;

    public NetworkKillSpecs(Xunit.Abstractions.ITestOutputHelper output) => this.output = output;

    private static string Name => string.Create(CultureInfo.InvariantCulture, $"k{Environment.ProcessId}");

    [SkippableFact]
    public void What_is_killed_at_one_of_its_commands_leaves_nothing_or_all()
    {
        using World world = WorldWithNetworks(Traps());
        string before = Host(world);
        int starts = Count(world, "net-start");
        int stops = Count(world, "net-destroy");
        int turn = 0;
        foreach ((string verb, int count) in ((string, int)[])[("net-start", starts), ("net-destroy", stops)])
        {
            for (int when = 1; when <= count; when += Scale.Of(3, 1))
            {
                foreach (string moment in Scale.IsLong ? (string[])["before", "after"] : [turn++ % 2 == 0 ? "after" : "before"])
                {
                    Kill(world, verb, before, string.Create(CultureInfo.InvariantCulture, $"{verb} {moment} command {when}"), () =>
                    {
                        File.WriteAllText(world.Root + "/log/traps/at", string.Create(CultureInfo.InvariantCulture, $"{when}:{moment}\n"));
                        File.WriteAllText(world.Root + "/log/traps/count", "0\n");
                        Outcome outcome = world.VirshLite(verb, Name);
                        File.WriteAllText(world.Root + "/log/traps/at", "\n");
                        return outcome;
                    });
                }
            }
        }

        output.WriteLine($"{kills} kills of net-start and net-destroy at their commands: {halves} left a half");
        halves.ShouldBe(0);
        kills.ShouldBeGreaterThan(4);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void What_is_killed_at_any_system_call_leaves_nothing_or_all()
    {
        Skip.IfNot(Scale.IsLong, "takes an hour: bench/faults runs it");
        Skip.IfNot(File.Exists("/usr/bin/strace"), "needs strace");
        using World world = WorldWithNetworks("");
        string before = Host(world);
        foreach (string verb in (string[])["net-start", "net-destroy"])
        {
            foreach (string call in Changing.Split(','))
            {
                Prepare(world, verb);
                world.Run(["strace", "-qq", "-e", "trace=" + call, "-o", world.Root + "/trace", Programs.VirshLite, verb, Name]);
                int count = File.ReadAllLines(world.Root + "/trace").Count(l => l.StartsWith(call + "(", StringComparison.Ordinal));
                Settle(world);
                for (int when = 1; when <= count; when++)
                {
                    string inject = string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=SIGKILL:when={when}");
                    Kill(world, verb, before, $"{verb} {inject}", () => world.Run(
                        ["strace", "-qq", "-e", "trace=" + call, "-e", inject, "-o", "/dev/null", Programs.VirshLite, verb, Name]));
                }
            }
        }

        output.WriteLine($"{kills} kills of net-start and net-destroy at their system calls: {halves} left a half");
        halves.ShouldBe(0);
    }

    /// <summary>Kills one run and looks: what counts as active is whole, what does not is gone with the next verb.</summary>
    private void Kill(World world, string verb, string before, string what, Func<Outcome> run)
    {
        Prepare(world, verb);
        if (run().ExitCode == 0)
        {
            Settle(world);
            return;
        }

        kills++;
        bool isActive = world.Do("net-list", "--name").Split('\n').Contains(Name);
        if (isActive)
        {
            halves += IsWhole(world) ? 0 : Note(what + ": active, and not whole");
        }

        Outcome again = world.VirshLite("net-start", Name);
        halves += (again.ExitCode == 0) != isActive ? 0 : Note($"{what}: net-start says {again.Output}{again.Error}");
        halves += IsWhole(world) ? 0 : Note(what + ": not whole after the next net-start");
        Outcome stopped = world.VirshLite("net-destroy", Name);
        halves += stopped.ExitCode == 0 ? 0 : Note($"{what}: net-destroy says {stopped.Error}");
        string after = Host(world);
        halves += after == before ? 0 : Note($"{what}: left {after}");
    }

    private int Note(string what)
    {
        output.WriteLine(what);
        return 1;
    }

    private static void Prepare(World world, string verb)
    {
        if (verb == "net-destroy")
        {
            world.Do("net-start", Name);
        }
    }

    private static void Settle(World world) => world.VirshLite("net-destroy", Name);

    private static bool IsWhole(World world) =>
        world.Run(["sh", "-c", "ip -br addr show dev kill0 | grep -q 10.71.0.1/24 && nft list table ip libvirt_network | grep -q virshlite_"]).ExitCode == 0
            && Dnsmasqs().Length == 1;

    /// <summary>What a network changes on a host.</summary>
    private static string Host(World world) => world.Shell(
        "ls /sys/class/net; nft list ruleset | grep comment; ls /run/virshlite/network/ 2>/dev/null || true") + string.Join(' ', Dnsmasqs());

    private static string[] Dnsmasqs() => [.. Directory.GetDirectories("/proc").Where(IsDnsmasq).Select(d => Path.GetFileName(d))];

    /// <summary>It keeps a second process for its script, which is left out: its parent is the first.</summary>
    private static bool IsDnsmasq(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline").Split('\0').Contains($"--conf-file=/var/lib/libvirt/dnsmasq/{Name}.conf")
                && File.ReadAllText(process + "/comm").Trim() == "dnsmasq"
                && File.ReadLines(process + "/status").Any(l => l.StartsWith("PPid:", StringComparison.Ordinal)
                    && !File.ReadAllText($"/proc/{l[5..].Trim()}/comm").StartsWith("dnsmasq", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>How many commands a verb runs.</summary>
    private static int Count(World world, string verb)
    {
        File.WriteAllText(world.Root + "/log/traps/count", "0\n");
        world.Do(verb, Name);
        return int.Parse(File.ReadAllText(world.Root + "/log/traps/count").Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>Stands before each command: counts, and kills its caller where it is its turn.</summary>
    private static string Traps() => $"""
        mkdir -p /var/log/traps
        cat >/var/log/traps/trap <<'END'
        #!/bin/sh
        n=$(($(cat /var/log/traps/count)+1))
        echo $n >/var/log/traps/count
        at=$(cat /var/log/traps/at)
        [ "$n:before" = "$at" ] && kill -9 $PPID && exit 1
        "/var/log/traps/real-$(basename "$0")" "$@"
        s=$?
        [ "$n:after" = "$at" ] && kill -9 $PPID
        exit $s
        END
        echo 0 >/var/log/traps/count; echo >/var/log/traps/at
        chmod 755 /var/log/traps/trap
        for c in {string.Join(' ', Commands)}; do
        p=$(readlink -f $(command -v $c)); cp $p /var/log/traps/real-$(basename $p); [ $(basename $p) = $c ] || ln -s real-$(basename $p) /var/log/traps/real-$c
        mount --bind /var/log/traps/trap $p
        done

        """;

    private static World WorldWithNetworks(string setup)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft") && File.Exists("/usr/sbin/dnsmasq"), "needs nftables and dnsmasq-base");
        var world = new World(PrivateEtc.Script(firewall: "nftables") + setup);
        world.Do("net-define", world.File_("k.xml", $"""
            <network>
              <name>{Name}</name>
              <forward mode='nat'/>
              <bridge name='kill0' stp='off'/>
              <ip address='10.71.0.1' prefix='24'><dhcp><range start='10.71.0.10' end='10.71.0.20'/></dhcp></ip>
            </network>
            """));
        return world;
    }
}
