using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Tuning;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Launching;

/// <summary>vCPUs added late, affinity, control groups, PCI devices.</summary>
public sealed class TuningSpecs
{
    [SkippableFact]
    public void Hotpluggable_vCPUs_are_added_before_the_guest_runs_in_their_order()
    {
        using var test = new TestGuest();

        test.Start(change: plan =>
        {
            UsePc(plan, "1,maxcpus=4");
            plan.Domain.Vcpus = new Vcpus { Maximum = 4 };
            plan.Domain.Vcpus.Individual.AddRange(
            [
                new Vcpu { Id = 0, Enabled = true, Hotpluggable = false, Order = 1 },
                new Vcpu { Id = 1, Enabled = true, Hotpluggable = true, Order = 3 },
                new Vcpu { Id = 2, Enabled = false, Hotpluggable = true },
                new Vcpu { Id = 3, Enabled = true, Hotpluggable = true, Order = 2 },
            ]);
        });

        string[] paths = [.. test.Operations.Execute("g", "query-cpus-fast").EnumerateArray().Select(c => c.GetProperty("qom-path").GetString()!)];
        paths.ShouldBe(["/machine/unattached/device[0]", "/machine/peripheral/vcpu1", "/machine/peripheral/vcpu3"], ignoreOrder: true);
    }

    [SkippableFact]
    public void Pins_become_the_affinity_of_threads()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start(change: plan =>
        {
            UsePc(plan, "2");
            plan.Arguments.Add(new PlanArgument("-object", new TextValue("iothread,id=iothread1")));
            plan.Domain.CpuTune = new CpuTune { EmulatorPin = NumberSet.Of(0) };
            plan.Domain.CpuTune.IoThreadPins[1] = NumberSet.Of(0);
        });

        JsonElement iothread = test.Operations.Execute("g", "query-iothreads").EnumerateArray().Single();
        Allowed(record, iothread.GetProperty("thread-id").GetInt32()).ShouldBe("0");
        Allowed(record, record.Qemu!.Value.Pid).ShouldBe("0");
    }

    [SkippableFact]
    public void Shares_put_the_guest_into_a_control_group_that_goes_with_it()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && ControlGroup.Find("/sys/fs/cgroup", "x")?.Has("cpu") == true, "needs root and the cpu controller");
        using var test = new TestGuest();
        GuestRecord record = test.Start(change: plan => plan.Domain.CpuTune = new CpuTune { Shares = 512 });

        string group = File.ReadAllText($"/proc/{record.Qemu!.Value.Pid}/cgroup");
        group.ShouldContain($"virshlite/{record.Id}-g");
        string[] directories = [.. Directory.GetDirectories("/sys/fs/cgroup", $"{record.Id}-g-*{Path.GetFileName(test.Root)}*", SearchOption.AllDirectories)];

        test.Operations.Destroy("g");

        directories.ShouldNotBeEmpty();
        directories.ShouldAllBe(d => !Directory.Exists(d));
        TestGuest.Eventually(() => test.Leftovers().Length == 0, "nothing is left");
    }

    [Fact]
    public void Limits_are_written_as_the_unified_hierarchy_wants_them()
    {
        using var root = new TemporaryDirectory();
        root.File("cgroup.controllers", "cpu io memory pids\n");
        root.File("cgroup.subtree_control", "");
        root.File("virshlite/cgroup.subtree_control", "");
        foreach (string file in (string[])["cgroup.procs", "cgroup.subtree_control", "cpu.weight", "cpu.max", "memory.max", "memory.high", "memory.swap.max",
            "io.weight"])
        {
            root.File("virshlite/7-a_b/" + file, "");
        }

        foreach (string file in (string[])["cgroup.type", "cgroup.threads", "cpu.max"])
        {
            root.File("virshlite/7-a_b/vcpu0/" + file, "");
        }

        var domain = new Domain
        {
            Name = "a/b",
            CpuTune = new CpuTune { Shares = 200, GlobalPeriod = 100000, GlobalQuota = -1, Period = 50000, Quota = 25000 },
            MemTune = new MemTune { HardLimitKiB = 1024, SoftLimitKiB = MemTune.UnlimitedKiB },
            BlkioTune = new BlkioTune { Weight = 300 },
        };

        ResourceControl control = ResourceControl.Of(domain, new Settings(), 7, root: root.Path).ShouldNotBeNull();
        control.Create(new CleanupJournal(root.Path + "/undo"));
        control.Add(new(42, 1));
        control.AddThreads(new GuestThreads(new Dictionary<uint, int> { [0] = 43 }, new Dictionary<uint, int>(), []));

        string Read(string file) => File.ReadAllText($"{root.Path}/virshlite/7-a_b/{file}");
        Read("cpu.weight").ShouldBe("200");
        Read("cpu.max").ShouldBe("max 100000");
        Read("memory.max").ShouldBe("1048576");
        Read("memory.high").ShouldBe("max");
        Read("memory.swap.max").ShouldBe("");
        Read("io.weight").ShouldBe("default 300");
        Read("cgroup.procs").ShouldBe("42");
        Read("vcpu0/cgroup.type").ShouldBe("threaded");
        Read("vcpu0/cpu.max").ShouldBe("25000 50000");
        Read("vcpu0/cgroup.threads").ShouldBe("43");
    }

    [SkippableFact]
    public void Restrictive_memory_comes_from_its_nodes_alone()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && ControlGroup.Find("/sys/fs/cgroup", "x", withNodes: true)?.Has("cpuset") == true,
            "needs root and the cpuset controller");
        using var test = new TestGuest();

        GuestRecord record = test.Start(change: plan => plan.Domain.NumaTune =
            new NumaTune { Memory = new NumaTuneMemory { Mode = NumaMode.Restrictive, Nodeset = NumberSet.Of(0) } });

        string[] groups = [.. Directory.GetDirectories("/sys/fs/cgroup", $"{record.Id}-g-*{Path.GetFileName(test.Root)}*", SearchOption.AllDirectories)
            .Where(d => File.Exists(d + "/cpuset.mems"))];
        File.ReadAllText(groups.ShouldHaveSingleItem() + "/cpuset.mems").Trim().ShouldBe("0");
        File.ReadAllLines(groups[0] + "/cgroup.procs").ShouldContain(record.Qemu!.Value.Pid.ToString(CultureInfo.InvariantCulture));
        test.Operations.Destroy("g");
        Directory.Exists(groups[0]).ShouldBeFalse();
    }

    [Fact]
    public void A_cells_vCPUs_have_the_cells_nodes()
    {
        using var root = new TemporaryDirectory();
        root.File("cgroup.controllers", "cpuset cpu io memory pids\n");
        root.File("cgroup.subtree_control", "");
        root.File("virshlite/cgroup.subtree_control", "");
        foreach (string file in (string[])["cgroup.procs", "cgroup.subtree_control", "cpuset.mems"])
        {
            root.File("virshlite/7-g/" + file, "");
        }

        foreach (string file in (string[])["cgroup.type", "cgroup.threads", "cpuset.mems"])
        {
            root.File("virshlite/7-g/vcpu0/" + file, "");
            root.File("virshlite/7-g/vcpu1/" + file, "");
        }

        var tune = new NumaTune { Memory = new NumaTuneMemory { Mode = NumaMode.Restrictive, Nodeset = NumberSet.Range(0, 3) } };
        tune.Nodes[1] = new NumaTuneNode { Mode = NumaMode.Restrictive, Nodeset = NumberSet.Of(2) };
        var numa = new Numa();
        numa.Cells.Add(new NumaCell { Id = 0, Cpus = NumberSet.Of(0) });
        numa.Cells.Add(new NumaCell { Id = 1, Cpus = NumberSet.Of(1) });
        var domain = new Domain { Name = "g", NumaTune = tune, Cpu = new Cpu { Numa = numa } };

        ResourceControl control = ResourceControl.Of(domain, new Settings(), 7, root: root.Path).ShouldNotBeNull();
        control.Create(new CleanupJournal(root.Path + "/undo"));
        control.NeedsThreads.ShouldBeTrue();
        control.AddThreads(new GuestThreads(new Dictionary<uint, int> { [0] = 43, [1] = 44 }, new Dictionary<uint, int>(), []));

        string Read(string file) => File.ReadAllText($"{root.Path}/virshlite/7-g/{file}");
        Read("cpuset.mems").ShouldBe("0-3");
        Read("vcpu1/cpuset.mems").ShouldBe("2");
        Read("vcpu1/cgroup.threads").ShouldBe("44");
        Read("vcpu0/cpuset.mems").ShouldBe("");
        Read("vcpu0/cgroup.threads").ShouldBe("43");
    }

    [SkippableFact]
    public void A_guest_that_asks_for_nothing_has_a_group_with_parts_all_the_same_and_none_when_it_is_gone()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && ControlGroup.Find("/sys/fs/cgroup", "x")?.Has("cpu") == true, "needs root and the cpu controller");
        using var test = new TestGuest();

        GuestRecord record = test.Start();

        string group = Directory.GetDirectories("/sys/fs/cgroup", $"{record.Id}-g-*{Path.GetFileName(test.Root)}*", SearchOption.AllDirectories)
            .First(d => File.Exists(d + "/emulator/cgroup.procs") || File.Exists(d + "/emulator/cgroup.threads"));
        string tasks = File.Exists(group + "/emulator/tasks") ? "/emulator/tasks" : "/emulator/cgroup.threads";
        File.ReadAllLines(group + tasks).ShouldContain(record.Qemu!.Value.Pid.ToString(CultureInfo.InvariantCulture));
        test.Operations.Destroy("g");
        Directory.GetDirectories("/sys/fs/cgroup", $"{record.Id}-g-*{Path.GetFileName(test.Root)}*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Where_systemd_has_the_groups_a_guest_that_asks_for_nothing_stays_in_its_unit_and_one_that_asks_gets_its_limits()
    {
        using var root = new TemporaryDirectory();
        root.File("cgroup.controllers", "cpu io memory\n");
        root.File("cgroup.subtree_control", "");
        root.File("virshlite/cgroup.subtree_control", "");
        root.File("virshlite/7-asks/memory.max", "");
        ResourceControl nothing = ResourceControl.Of(new Domain { Name = "g" }, new Settings(), 7, root: root.Path).ShouldNotBeNull();
        var domain = new Domain { Name = "asks", MemTune = new MemTune { HardLimitKiB = 1 } };
        ResourceControl limits = ResourceControl.Of(domain, new Settings(), 7, root: root.Path).ShouldNotBeNull();

        nothing.LeaveToSystemd();
        nothing.Create(new CleanupJournal(root.Path + "/undo"));
        limits.LeaveToSystemd();
        limits.Create(new CleanupJournal(root.Path + "/undo"));

        nothing.NeedsThreads.ShouldBeFalse();
        Directory.Exists(root.Path + "/virshlite/7-g").ShouldBeFalse();
        File.ReadAllText(root.Path + "/virshlite/7-asks/memory.max").ShouldBe("1024");
    }

    [Fact]
    public void Controllers_that_the_settings_do_not_name_are_left_alone()
    {
        using var root = new TemporaryDirectory();
        root.File("cgroup.controllers", "cpuset cpu io memory pids\n");
        var settings = new Settings { Confinement = new ConfinementSettings { CgroupControllers = ["cpu", "devices"] } };
        var domain = new Domain { Name = "g", MemTune = new MemTune { HardLimitKiB = 1 } };

        Should.Throw<GuestException>(() => ResourceControl.Of(domain, settings, 7, root: root.Path))
            .Message.ShouldBe("unsupported configuration: Memory cgroup is not available on this host");
    }

    [Fact]
    public void Limits_that_cannot_be_had_are_refused_and_weights_warned_about()
    {
        using var empty = new TemporaryDirectory();
        var quota = new Domain { Name = "g", CpuTune = new CpuTune { Quota = 1000 } };
        var memory = new Domain { Name = "g", MemTune = new MemTune { HardLimitKiB = 1 } };
        var shares = new Domain { Name = "g", CpuTune = new CpuTune { Shares = 1 } };
        var warnings = new List<string>();

        Should.Throw<GuestException>(() => ResourceControl.Of(quota, new Settings(), 1, root: empty.Path))
            .Message.ShouldBe("unsupported configuration: CPU tuning is not available on this host");
        Should.Throw<GuestException>(() => ResourceControl.Of(memory, new Settings { Privileged = false }, 1, root: empty.Path)).Message
            .ShouldBe("unsupported configuration: Memory tuning is not available in session mode");
        ResourceControl.Of(shares, new Settings(), 1, warnings.Add, empty.Path).ShouldBeNull();
        warnings.ShouldBe(["<shares> of <cputune> has no effect: there is no cpu controller for control groups here"]);
        ResourceControl.Of(new Domain { Name = "g" }, new Settings(), 1, root: empty.Path).ShouldBeNull();
    }

    private static void UsePc(LaunchPlan plan, string smp)
    {
        int machine = plan.Arguments.FindIndex(a => a.Option == "-machine");
        plan.Arguments[machine] = new PlanArgument("-machine", new TextValue("pc,accel=tcg"));
        TestGuest.Add(plan, "-smp", smp);
        TestGuest.Add(plan, "-m", "16");
    }

    private static string Allowed(GuestRecord record, int thread) =>
        File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{record.Qemu!.Value.Pid}/task/{thread}/status"))
            .First(l => l.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1];
}
