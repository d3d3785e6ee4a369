using VirshLite.DomainParser.Model;
using VirshLite.Translator.Tests.Fixtures;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Translator.Tests.Takeover;

/// <summary>What becomes of a host that is taken over, as a plan (host-takeover.md 2).</summary>
public sealed class TakeoverPlannerSpecs
{
    private static readonly Guid Uuid = Guid.Parse("307cabdc-e65f-4021-b5d9-d47c6aabbb6c");
    private static readonly Settings Own = new() { LibDirectory = "/own/lib", StateDirectory = "/own/run" };

    [Fact]
    public void Daemons_go_before_guests_and_come_after_them()
    {
        TakeoverPlan plan = Plan(Host(Guest()) with { Daemons = [new("libvirtd", 7, ["/usr/sbin/libvirtd", "-d"])] });

        plan.Refusals.ShouldBeEmpty();
        plan.Steps.Select(s => s.GetType().Name).ShouldBe(["StopDaemon", "TakeGuest"]);
        plan.Steps[0].Undo.ShouldHaveSingleItem().ShouldBeOfType<StartDaemon>().CommandLine.ShouldBe(["/usr/sbin/libvirtd", "-d"]);
        plan.Steps[1].Undo.ShouldHaveSingleItem().ShouldBe(new LetGuestGo("tk"));
    }

    [Fact]
    public void Where_systemd_runs_sockets_and_service_stop_in_one_command_and_are_masked()
    {
        TakeoverPlan plan = Plan(Host(Guest()) with
        {
            HasSystemd = true,
            Daemons = [new("libvirtd", 7, ["/usr/sbin/libvirtd"])],
            Units = [new("libvirtd.socket", true, true, false), new("libvirtd.service", true, true, false), new("libvirtd-tcp.socket", false, false, false),
                new("libvirt-guests.service", true, true, false), new("virshlite-guests.service", false, false, false)],
        });

        string[] commands = [.. plan.Steps.OfType<RunCommand>().Select(Text)];
        commands.ShouldBe(
        [
            "systemctl --quiet disable libvirt-guests.service", "systemctl stop libvirtd.socket libvirtd.service",
            "systemctl --quiet mask libvirtd.socket libvirtd.service libvirtd-tcp.socket", "systemctl --quiet enable --now virshlite-guests.service",
        ]);
        plan.Steps.OfType<StopDaemon>().ShouldBeEmpty("the service manager has stopped it");
        plan.Steps.OfType<RunCommand>().SelectMany(s => s.Undo).Cast<RunCommand>().Select(Text).ShouldNotContain(c => c.Contains("stop", StringComparison.Ordinal),
            "stopping a service of guests would end the guests");
        plan.Steps[1].Undo.Cast<RunCommand>().Select(Text).ShouldBe(["systemctl start libvirtd.socket", "systemctl start libvirtd.service"]);
    }

    [Fact]
    public void A_guest_ends_as_libvirt_would_have_ended_it()
    {
        GuestTakeover guest = Plan(Host(Guest() with
        {
            HelperFiles = ["/run/libvirt/qemu/swtpm/1-tk-swtpm.pid"],
            FunctionOrigins = [new("/run/libvirt/hostdevmgr/eth0_vf2", "eth0", 2, "02:00:00:00:00:01", -1)],
        })).Guests.ShouldHaveSingleItem();

        guest.AfterQemu.Select(Text).ShouldBe(
        [
            "tree /ram/1-tk", "stop swtpm /run/libvirt/qemu/swtpm/1-tk-swtpm.pid", "file /run/libvirt/qemu/swtpm/1-tk-swtpm.sock",
            "file /run/libvirt/qemu/swtpm/1-tk-swtpm.socket", "file /run/libvirt/qemu/swtpm/1-tk-swtpm.conf", "file /lib/domain-1-tk/monitor.sock",
            "tree /lib/domain-1-tk", "tree /run/channel/1-tk",
        ]);
        guest.AfterHook.Select(Text).ShouldBe(
        [
            "write libvirt-307cabdc-e65f-4021-b5d9-d47c6aabbb6c to /sys/kernel/security/apparmor/.remove",
            "file /etc/apparmor.d/libvirt/libvirt-307cabdc-e65f-4021-b5d9-d47c6aabbb6c.files", "ip link set dev eth0 vf 2 mac 02:00:00:00:00:01 vlan 0",
            "file /run/libvirt/hostdevmgr/eth0_vf2", "ip link delete macvtap3", "file /run/libvirt/network/default/ports/p1.xml", "file /run/libvirt/qemu/tk.xml",
            "file /run/libvirt/qemu/tk.pid",
        ]);
        guest.PciDevices.ShouldBe([new("0000:03:00.1", true)]);
        guest.Owners.Select(o => (o.Path, o.Owner.ToString(), o.IsRemembered)).ShouldBe([("/a.img", "+64055:+64055", true)], "what is only read stays whose it is");
    }

    [Theory]
    [InlineData("job", "a job is under way (migration out)")]
    [InlineData("blockjob", "a block job is under way")]
    [InlineData("backup", "a backup is under way")]
    [InlineData("starting", "its start is not over yet")]
    [InlineData("ending", "it is about to end")]
    [InlineData("gone", "its process 191 is gone")]
    [InlineData("stranger", "is another program's by now")]
    [InlineData("filtered", "network filters")]
    [InlineData("leases", "lock manager")]
    [InlineData("unreadable", "cannot be read")]
    public void What_cannot_be_taken_stops_the_whole_and_says_why(string what, string why)
    {
        GuestFacts guest = Guest();
        DomainStatus status = guest.Status!;
        switch (what)
        {
            case "job":
                status.Job = new StatusJob { Type = "modify", Async = "migration out" };
                break;
            case "blockjob":
                status.BlockJobsActive = true;
                break;
            case "backup":
                status.Backup = new DomainBackup();
                break;
            case "starting":
                (status.State, status.Reason) = (RunState.Paused, "starting up");
                break;
            case "ending":
                status.State = RunState.Shutdown;
                break;
            case "leases":
                (status.State, status.Reason, status.LockState) = (RunState.Paused, "user", "x");
                break;
        }

        guest = what switch
        {
            "gone" => guest with { CommandLine = null },
            "stranger" => guest with { CommandLine = ["sleep", "60"] },
            "filtered" => guest with { FilterBindings = ["/run/libvirt/nwfilter-binding/vnet0.xml"] },
            "unreadable" => guest with { Problem = "its status file cannot be read" },
            _ => guest,
        };
        if (what == "filtered")
        {
            guest.Domain!.Interfaces[0].FilterRef = new FilterRef("clean-traffic", []);
        }

        TakeoverPlan plan = Plan(Host(guest));

        plan.Refusals.ShouldHaveSingleItem().ShouldContain(why);
        plan.Steps.OfType<TakeGuest>().ShouldBeEmpty();
    }

    [Fact]
    public void Guests_that_are_taken_already_are_passed_over() => Plan(Host(Guest() with { IsTaken = true })).Steps.ShouldBeEmpty();

    [Fact]
    public void A_running_guest_stands_in_the_way_of_definitions_alone() =>
        TakeoverPlanner.Plan(Host(Guest()), new TestHost(), withGuests: false).Refusals.ShouldHaveSingleItem().ShouldContain("guest 'tk' runs");

    [Fact]
    public void A_network_goes_down_as_libvirt_would_have_taken_it_down()
    {
        var network = new VirtualNetwork { Name = "default", Bridge = "virbr0" };
        TakeoverPlan plan = Plan(Host() with
        {
            Networks = [new("default", "/run/libvirt/network/default.xml", new NetworkStatus("", [["iptables", "-w", "-D", "X"]]), network, null, IsTaken: false)],
        });

        plan.Networks.ShouldHaveSingleItem().AtEnd.Select(Text).ShouldBe(
        [
            "stop dnsmasq /run/libvirt/network/default.pid", "iptables -w -D X", "ip link set virbr0 down", "ip link delete virbr0",
            "file /var/lib/libvirt/dnsmasq/default.conf", "file /var/lib/libvirt/dnsmasq/default.hostsfile", "file /var/lib/libvirt/dnsmasq/default.addnhosts",
            "file /run/libvirt/network/default.xml", "tree /run/libvirt/network/default",
        ]);
    }

    [Theory]
    [InlineData(false, true, null, "was started by virshlite")]
    [InlineData(true, true, "its devices were changed", "its devices were changed")]
    [InlineData(true, true, null, null)]
    [InlineData(false, false, null, null)]
    public void A_host_goes_back_only_where_libvirt_knows_the_truth(bool isFromLibvirt, bool isDefinedThere, string? change, string? why)
    {
        IReadOnlyList<string> against = TakeoverPlanner.AgainstGivingBack(Host() with { OwnGuests = [new("tk", isFromLibvirt, isDefinedThere, change)] });

        against.Count.ShouldBe(why is null ? 0 : 1);
        (why is null || against[0].Contains(why, StringComparison.Ordinal)).ShouldBeTrue();
    }

    private static TakeoverPlan Plan(TakeoverFacts facts) => TakeoverPlanner.Plan(facts, new TestHost());

    private static TakeoverFacts Host(params GuestFacts[] guests) =>
        new() { Libvirt = new Settings(), Own = Own, Guests = guests, HasLogDaemon = true, Definitions = ["tk"] };

    private static GuestFacts Guest() => new()
    {
        Name = "tk",
        StatusFile = "/run/libvirt/qemu/tk.xml",
        IsPersistent = true,
        CommandLine = ["qemu-system-x86_64", "-name", "guest=tk,debug-threads=on", "-uuid", Uuid.ToString()],
        Status = new DomainStatus
        {
            State = RunState.Running,
            Reason = "booted",
            Pid = 191,
            MonitorPath = "/lib/domain-1-tk/monitor.sock",
            LibDirectory = "/lib/domain-1-tk",
            ChannelTargetDirectory = "/run/channel/1-tk",
            MemoryBackingDirectory = "/ram/1-tk",
            RememberOwner = true,
        },
        Domain = new Domain
        {
            Name = "tk",
            Uuid = Uuid,
            SecLabels =
            {
                new SecLabel { Model = "apparmor", Relabel = true, Label = $"libvirt-{Uuid}" },
                new SecLabel { Model = "dac", Relabel = true, Label = "+64055:+64055", ImageLabel = "+64055:+64055" },
            },
            Disks =
            {
                new Disk { Source = new StorageSource { Type = StorageType.File, Path = "/a.img" } },
                new Disk { Source = new StorageSource { Type = StorageType.File, Path = "/b.iso" }, ReadOnly = true },
            },
            Interfaces =
            {
                new Interface { Type = InterfaceType.Direct, Alias = "net0", TargetDevice = "macvtap3", Source = { Network = "default", PortId = "p1" } },
                new Interface { Type = InterfaceType.Hostdev, Managed = true, Alias = "net1",
                    Source = { HostAddress = new PciAddress { Bus = 3, Function = 1 } } },
            },
        },
    };

    private static string Text(PlanStep step) => step switch
    {
        RunCommand run => $"{run.Program} {string.Join(' ', run.Arguments)}",
        StopByPidFile stop => $"stop {stop.Program} {stop.Path}",
        RemoveFile remove => "file " + remove.Path,
        RemoveTree remove => "tree " + remove.Path,
        WriteKernelFile write => $"write {write.Text} to {write.Path}",
        _ => step.ToString(),
    };
}
