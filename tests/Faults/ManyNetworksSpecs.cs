using System.Diagnostics;

namespace VirshLite.Faults;

/// <summary>Networks that come up and go down all at once.</summary>
public sealed class ManyNetworksSpecs
{
    private readonly Xunit.Abstractions.ITestOutputHelper output;

    public ManyNetworksSpecs(Xunit.Abstractions.ITestOutputHelper output) => this.output = output;

    [SkippableTheory]
    [InlineData("nftables", "/usr/sbin/nft")]
    [InlineData("iptables", "/usr/sbin/iptables")]
    public void Networks_that_start_at_once_all_run_and_are_all_gone_afterwards(string firewall, string program)
    {
        Skip.IfNot(File.Exists(program) && File.Exists("/usr/sbin/dnsmasq"), $"needs {firewall} and dnsmasq-base");
        using var world = new World(PrivateEtc.Script(firewall));
        int count = Scale.Of(10, 50);
        string before = Host(world);
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"n{i}")];
        for (int i = 0; i < count; i++)
        {
            // nobody names bridges or MACs: each gets its own
            world.File_($"n{i}.xml", $"<network><name>n{i}</name><forward mode='nat'/><ip address='10.72.{i}.1' prefix='24'>"
                + $"<dhcp><range start='10.72.{i}.10' end='10.72.{i}.99'/></dhcp></ip></network>");
        }

        var watch = Stopwatch.StartNew();
        AllAtOnce(names, n => world.VirshLite("net-create", n + ".xml"));
        TimeSpan up = watch.Elapsed;

        world.Do("net-list", "--name").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order().ShouldBe(names.Order());
        world.Shell("ls -d /sys/class/net/virbr*").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(count);
        world.Shell("ip -4 -br addr | grep -c '10[.]72[.]'").Trim().ShouldBe($"{count}");
        world.Shell("for p in /run/virshlite/network/*.pid; do kill -0 $(cat $p) && echo; done | wc -l").Trim().ShouldBe($"{count}");

        watch.Restart();
        AllAtOnce(names, n => world.VirshLite("net-destroy", n));
        output.WriteLine($"{count} networks at once with {firewall}: up in {up.TotalSeconds:0.0} s, gone in {watch.Elapsed.TotalSeconds:0.0} s");

        world.Do("net-list", "--all", "--name").Trim().ShouldBe("");
        Host(world).ShouldBe(before);
        world.LeavesNothing();
    }

    [SkippableFact]
    public void Of_definitions_that_come_at_once_each_name_UUID_and_bridge_is_one_networks()
    {
        using var world = new World(PrivateEtc.Script("nftables"));
        int count = Scale.Of(8, 40);
        Outcome[] outcomes = new Outcome[count];
        for (int i = 0; i < count; i++)
        {
            // two of a name each time, and nobody names bridges or UUIDs
            world.File_($"d{i}.xml", $"<network><name>d{i / 2}</name><ip address='10.73.{i}.1' prefix='24'/></network>");
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, i => outcomes[i] = world.VirshLite("net-define", $"d{i}.xml"));

        Outcome[] refused = [.. outcomes.Where(o => o.ExitCode != 0)];
        refused.Length.ShouldBe(count / 2);
        refused.ShouldAllBe(o => o.Error.Contains("already exists with uuid", StringComparison.Ordinal));
        world.Do("net-list", "--all", "--name").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(count / 2);
        world.Shell("cat /etc/virshlite/networks/*.xml | grep -o '<bridge.*' | sort | uniq -d").ShouldBe("");
        world.Shell("ls -A /etc/virshlite/networks").ShouldNotContain(".new");
        world.Do("net-list", "--all", "--name").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(n => world.Do("net-undefine", n));
        world.LeavesNothing();
    }

    private static void AllAtOnce(string[] names, Func<string, Outcome> run)
    {
        var outcomes = new Outcome[names.Length];
        Parallel.For(0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = names.Length }, i => outcomes[i] = run(names[i]));
        outcomes.Where(o => o.ExitCode != 0).Select(o => o.Error).ShouldBeEmpty();
    }

    private static string Host(World world) => world.Shell("ls /sys/class/net; (nft list ruleset; iptables-save; true) 2>/dev/null | grep virshlite; true");
}
