using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking;
using VirshLite.Runner.Tests.Launching;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Networking;

/// <summary>Taps on a real bridge of this host: needs root and the tun driver.</summary>
public sealed class BridgedInterfaceSpecs : IDisposable
{
    private static int count;
    private readonly string bridge = string.Create(CultureInfo.InvariantCulture, $"vlt{Environment.ProcessId % 100000}b{Interlocked.Increment(ref count)}");

    public BridgedInterfaceSpecs()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && File.Exists("/dev/net/tun"), "needs root and /dev/net/tun");
        CommandResult made = HostCommand.Run("ip", "link", "add", bridge, "mtu", "1400", "type", "bridge");
        Skip.IfNot(made.Success, "no bridge can be made here: " + made.Error);
    }

    [SkippableFact]
    public void A_tap_is_made_connected_and_gone_with_its_guest()
    {
        using var test = new TestGuest();

        GuestRecord record = test.Start(change: plan => AddInterface(plan, Bridged()));

        string tap = record.Links[0].HostDevice.ShouldNotBeNull();
        tap.ShouldStartWith("vnet");
        Read(tap, "address").ShouldBe("fe:54:00:aa:bb:01");
        Read(tap, "mtu").ShouldBe("1400");
        Directory.Exists($"/sys/class/net/{bridge}/brif/{tap}").ShouldBeTrue();
        (int.Parse(Read(tap, "flags")[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 1).ShouldBe(1, "the tap is up");
        HostCommand.Run("tc", "qdisc", "show", "dev", tap).Output.ShouldContain("noqueue");
        string words = string.Join(' ', TestGuest.CommandLine(record));
        words.ShouldContain("""-netdev {"type":"tap","fd":"4","id":"hostnet0"}""");

        test.Operations.Destroy("g");
        NetworkDevice.Exists(tap).ShouldBeFalse();
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_tap_does_not_outlive_a_QEMU_that_is_killed()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start(change: plan => AddInterface(plan, Bridged()));

        record.Qemu!.Value.Kill();

        test.Operations.WaitForEnd("g", TimeSpan.FromSeconds(60)).ShouldBeTrue();
        NetworkDevice.Exists(record.Links[0].HostDevice!).ShouldBeFalse();
    }

    [SkippableFact]
    public void Queues_share_one_multi_queue_tap()
    {
        using var test = new TestGuest();

        GuestRecord record = test.Start(change: plan => AddInterface(plan, Bridged(), queues: 3));

        string words = string.Join(' ', TestGuest.CommandLine(record));
        words.ShouldContain("""-netdev {"type":"tap","fds":"4:5:6","id":"hostnet0"}""");
        Directory.GetDirectories($"/sys/class/net/{record.Links[0].HostDevice}/queues", "tx-*").Length.ShouldBeGreaterThanOrEqualTo(3);
    }

    [SkippableFact]
    public void Guests_that_start_together_get_taps_of_their_own()
    {
        using var test = new TestGuest();
        string[] taps = new string[4];

        System.Threading.Tasks.Parallel.For(0, taps.Length, i =>
            taps[i] = test.Start($"g{i}", plan => AddInterface(plan, Bridged(), queues: 2)).Links[0].HostDevice!);

        taps.Distinct().Count().ShouldBe(taps.Length);
        Directory.GetFileSystemEntries($"/sys/class/net/{bridge}/brif").Length.ShouldBe(taps.Length);
    }

    [SkippableFact]
    public void Own_name_MTU_and_isolation_are_applied()
    {
        using var test = new TestGuest();
        Interface network = Bridged();
        network.Mtu = 1280;
        network.PortIsolated = true;
        string name = bridge + "p";

        test.Start(change: plan => AddInterface(plan, network, name: name));

        Read(name, "mtu").ShouldBe("1280");
        Read(name, "brport/isolated").ShouldBe("1");
    }

    [SkippableFact]
    public void Bandwidth_is_applied_or_refused_with_the_words_of_tc()
    {
        using var test = new TestGuest();
        Interface network = Bridged();
        network.Bandwidth = new Bandwidth(new BandwidthRate(1000, 0, 0, 0), null);
        try
        {
            string tap = test.Start(change: plan => AddInterface(plan, network)).Links[0].HostDevice!;
            HostCommand.Run("tc", "qdisc", "show", "dev", tap).Output.ShouldContain("htb");
        }
        catch (GuestException e)
        {
            // a kernel without the queueing disciplines
            e.Message.ShouldStartWith("internal error: Child process (tc ");
            test.Leftovers().ShouldBeEmpty();
        }
    }

    [SkippableFact]
    public void A_missing_bridge_is_named_and_nothing_is_left()
    {
        using var test = new TestGuest();
        string[] before = Taps();

        var error = Should.Throw<GuestException>(() => test.Start(change: plan => AddInterface(plan, Bridged(), link: "nobridge0")));

        error.Message.ShouldStartWith("Cannot get interface MTU on 'nobridge0': No such device\nthere is no bridge 'nobridge0' on this host");
        test.Leftovers().ShouldBeEmpty();
        Taps().Except(before).ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_name_that_is_taken_is_refused()
    {
        using var test = new TestGuest();

        Should.Throw<GuestException>(() => test.Start(change: plan => AddInterface(plan, Bridged(), name: bridge))).Message
            .ShouldBe($"Requested operation is not valid: The {bridge} interface already exists");
        Should.Throw<GuestException>(() => test.Start(change: plan => AddInterface(plan, Bridged(), name: "a-name-of-16-char"))).Message
            .ShouldBe("Network interface name 'a-name-of-16-char' is too long: Numerical result out of range");
    }

    [SkippableFact]
    public void A_vhost_net_that_went_away_after_planning_ends_the_start()
    {
        using var test = new TestGuest();
        string missing = test.Root + "/vhost-net";

        var error = Should.Throw<GuestException>(() => test.Start(change: plan => AddInterface(plan, Bridged(), vhost: missing)));

        error.Message.ShouldBe($"vhost-net of interface net0: cannot open '{missing}': No such file or directory");
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void An_openable_vhost_net_is_passed_and_named()
    {
        using var test = new TestGuest();
        string standIn = test.Root + "/vhost-net";
        File.WriteAllText(standIn, "");

        // QEMU itself finds out that this is no vhost-net; by then it got the descriptor, and its words tell so
        var error = Should.Throw<GuestException>(() => test.Start(change: plan => AddInterface(plan, Bridged(), queues: 2, vhost: standIn)));

        string log = test.Log();
        log.ShouldContain("""-netdev '{"type":"tap","fds":"4:5","vhost":true,"vhostfds":"6:7","id":"hostnet0"}'""");
        error.Message.ShouldContain("vhost");
        File.Delete(standIn);
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void Scripts_are_called_with_the_devices_name()
    {
        using var test = new TestGuest();
        string script = test.Root + "/script";
        string said = test.Root + "/said";
        File.WriteAllText(script, $"#!/bin/sh\necho \"$0 $*\" >> {said}\n");
        File.SetUnixFileMode(script, FileModes.PublicDirectory);
        Interface network = Bridged();
        network.Type = InterfaceType.Ethernet;
        network.ScriptPath = script;
        network.DownScriptPath = script;

        string tap = test.Start(change: plan => AddInterface(plan, network, kind: TapKind.Ethernet)).Links[0].HostDevice!;
        File.ReadAllText(said).ShouldBe($"{script} {tap}\n");
        test.Operations.Destroy("g");

        File.ReadAllText(said).ShouldBe($"{script} {tap}\n{script} {tap}\n");
        File.WriteAllText(script, "#!/bin/sh\necho no such luck >&2; exit 7\n");
        Should.Throw<GuestException>(() => test.Start(change: plan => AddInterface(plan, network, kind: TapKind.Ethernet))).Message
            .ShouldContain("unexpected exit status 7: no such luck");
    }

    [SkippableFact]
    public void A_macvtap_on_the_bridge_comes_and_goes()
    {
        using var test = new TestGuest();
        Interface network = Bridged();
        network.Type = InterfaceType.Direct;
        GuestRecord record;
        try
        {
            record = test.Start(change: plan => AddInterface(plan, network, kind: TapKind.Macvtap));
        }
        catch (GuestException e) when (e.Message.Contains("not supported", StringComparison.Ordinal)
            || e.Message.Contains("cannot open macvtap", StringComparison.Ordinal))
        {
            Skip.If(true, "no macvtap here: " + e.Message);
            return;
        }

        string device = record.Links[0].HostDevice.ShouldNotBeNull();
        device.ShouldStartWith("macvtap");
        Read(device, "address").ShouldBe("52:54:00:aa:bb:01");

        test.Operations.Destroy("g");
        NetworkDevice.Exists(device).ShouldBeFalse();
    }

    public void Dispose() => HostCommand.Run("ip", "link", "delete", bridge);

    private static string[] Taps() => [.. Directory.EnumerateFileSystemEntries("/sys/class/net", "vnet*")];

    private static Interface Bridged() => new() { Type = InterfaceType.Bridge, Mac = "52:54:00:aa:bb:01", Model = "virtio", Alias = "net0" };

    private static string Read(string device, string file) => File.ReadAllText($"/sys/class/net/{device}/{file}").Trim();

    private void AddInterface(
        LaunchPlan plan,
        Interface network,
        int queues = 1,
        string? name = null,
        string? link = null,
        string? vhost = null,
        TapKind kind = TapKind.Bridge)
    {
        plan.Domain.Interfaces.Add(network);
        var description = new InterfacePlan
        {
            Kind = kind,
            Alias = "net0",
            Interface = network,
            Queues = queues,
            VnetHeader = true,
            Link = link ?? bridge,
            DeviceName = name,
            MacvtapMode = "bridge",
        };
        List<PlanResource> taps = [.. Enumerable.Range(0, queues).Select(q => new TapQueue($"tapfd-net0{q}", description, q))];
        List<PlanResource> vhosts = vhost is null ? [] : [.. Enumerable.Range(0, queues).Select(q => new VhostNet($"vhostfd-net0{q}", description, q, vhost))];
        plan.Resources.AddRange([.. taps, .. vhosts]);
        PropertyBag bag = new PropertyBag().Add("type", "tap").AddFds(queues > 1 ? "fds" : "fd", taps);
        if (vhost is not null)
        {
            bag.Add("vhost", (bool?)true).AddFds(queues > 1 ? "vhostfds" : "vhostfd", vhosts);
        }

        plan.Arguments.Add(new PlanArgument("-netdev", new BagValue(bag.Add("id", "hostnet0"), BagForm.Netdev, "type")));
    }
}
