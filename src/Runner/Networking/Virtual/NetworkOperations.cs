using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Firewall;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// Brings libvirt's virtual networks up and down without libvirt: bridge, addresses, forwarding, packet filter, dnsmasq. One command at a time works on them.
/// Nothing keeps running for a network but its dnsmasq.
/// </summary>
public sealed class NetworkOperations
{
    private const int DnsPort = 53;

    private readonly Settings settings;

    public NetworkOperations(Settings settings)
    {
        this.settings = settings;
        Store = new NetworkStore(settings);
        Definitions = new NetworkDefinitions(settings, Store);
        Ports = new NetworkPorts(settings, this);
    }

    public NetworkStore Store { get; }

    public NetworkDefinitions Definitions { get; }

    public NetworkPorts Ports { get; }

    /// <summary>Brings the network up; gives back its bridge, null where it has none of its own. A start that fails leaves nothing behind.</summary>
    /// <exception cref="DomainException">It is active, a program is missing, or the host does not allow a step.</exception>
    public string? Start(VirtualNetwork network, Action<string>? progress = null)
    {
        CheckPrivileged("start");
        using FileLock held = Lock();
        TidyUp();
        CheckInactive(network);
        NetworkPrograms.Check(network);
        network.Uuid ??= Guid.NewGuid();
        if (network.HasOwnBridge)
        {
            network.Bridge = Definitions.FreeBridge(network, forStart: true);
            network.Mac ??= NetworkDefinitions.RandomMac();
        }

        var paths = NetworkPaths.Of(settings, network.Name);
        NetworkPlan plan = NetworkPlan.Of(network, LiveNetworkFacts.Of(network, settings), paths);
        Files.MakeDirectory(paths.State, FileModes.PublicDirectory);
        if (network.NeedsDnsmasq)
        {
            Files.MakeDirectory(paths.Dnsmasq, FileModes.PublicDirectory);
            LeaseScript.Make(settings);
        }

        foreach (PlanStep step in progress is null ? [] : plan.Steps)
        {
            progress!(StepText.Of(step, NoDescriptors.Instance));
        }

        try
        {
            Execute(plan.Steps, paths);
        }
        catch (GuestException e) when (e.Message.Contains("Address already in use", StringComparison.Ordinal) && PortOwner.Of(DnsPort) is { } owner)
        {
            Files.Delete(paths.Journal);
            throw new GuestException(
                $"{e.Message}\nport {DnsPort} of this host belongs to {owner}: let it listen on other addresses, or give the network <dns enable='no'/>", e);
        }
        catch
        {
            Files.Delete(paths.Journal);
            throw;
        }

        NatRange.Spell(network);
        WriteState(network, paths);
        return network.HasOwnBridge ? network.Bridge : null;
    }

    /// <summary>Brings a network up that nobody has defined, or that is defined and not active, by this XML.</summary>
    /// <exception cref="DomainException">It cannot be (networks.md 2.3), or is active.</exception>
    public void Create(VirtualNetwork network)
    {
        if (Store.All().FirstOrDefault(n => n.Name == network.Name) is { Owner: NetworkOwner.VirshLite or NetworkOwner.Libvirt } active
            && (network.Uuid is null || network.Uuid == active.Uuid))
        {
            throw DomainException.Operation($"network is already active as '{network.Name}'");
        }

        Definitions.CheckClash(network);
        NetworkDefinitionRules.Check(network, NetworkDefinitions.IsVirtualFunction);
        Start(network);
    }

    /// <summary>The network as it runs, or as it is defined.</summary>
    public VirtualNetwork Read(NetworkRecord record, bool live) => live ? NetworkReader.Read(NetworkStore.Text(record)) : Definitions.Read(record.Name);

    /// <summary>In libvirt's form: as it runs where it does, with how many interfaces use it.</summary>
    public string Xml(NetworkRecord record)
    {
        VirtualNetwork network = NetworkReader.Read(NetworkStore.Text(record));
        return NetworkWriter.Write(network, new(IsInactive: !record.IsActive, Connections: record.Owner == NetworkOwner.VirshLite
            ? Ports.All(record.Name).Count : 0));
    }

    /// <summary>Changes what means nothing for the host: title, description, metadata.</summary>
    public void Describe(NetworkRecord record, bool live, bool config, Action<VirtualNetwork> change)
    {
        CheckPrivileged("change");
        using FileLock held = Lock();
        if (config)
        {
            using FileLock definitions = Definitions.Lock();
            VirtualNetwork definition = Definitions.Read(record.Name);
            change(definition);
            Definitions.Write(definition);
        }

        if (live)
        {
            var paths = NetworkPaths.Of(settings, record.Name);
            VirtualNetwork running = NetworkReader.Read(File.ReadAllText(paths.StateFile));
            change(running);
            WriteState(running, paths);
        }
    }

    /// <summary>Takes the network down; gives back the interfaces that were still connected to its bridge.</summary>
    /// <exception cref="DomainException">It is not active, or is not this program's.</exception>
    public IReadOnlyList<string> Destroy(string what)
    {
        CheckPrivileged("stop");
        using FileLock held = Lock();
        IReadOnlyList<string> unfinished = TakeDownUnfinished();
        if (unfinished.Contains(what))
        {
            return [];
        }

        NetworkRecord record = Store.Get(what);
        var paths = NetworkPaths.Of(settings, record.Name);
        if (!File.Exists(paths.StateFile))
        {
            throw record.Owner switch
            {
                NetworkOwner.Libvirt => new GuestException($"network '{record.Name}' was started by libvirt: `virsh net-destroy {record.Name}` stops it"),
                NetworkOwner.Host when record.Bridge is { } made =>
                    new GuestException($"network '{record.Name}' is not VirshLite's: somebody else made its bridge '{made}'"),
                _ => DomainException.Operation($"network '{record.Name}' is not active"),
            };
        }

        VirtualNetwork running = NetworkReader.Read(File.ReadAllText(paths.StateFile));
        string? bridge = running.HasOwnBridge ? running.Bridge : null;
        IReadOnlyList<string> ports = bridge is null ? [] : BridgePorts.Of(bridge);
        TakeDown(paths);
        if (bridge is not null)
        {
            // its ports are gone, and their MACs with them; leases of a defined network outlive its stop
            Files.Delete(NetworkPaths.Macs(paths.Dnsmasq, bridge));
            if (!record.Persistent)
            {
                Files.Delete(NetworkPaths.Leases(paths.Dnsmasq, bridge));
            }
        }

        RunHooks(running, "stopped", "end");
        return bridge is not null && BridgePorts.IsBridge(bridge)
            ? throw new GuestException($"the bridge '{bridge}' of network '{record.Name}' cannot be deleted") : ports;
    }

    /// <summary>
    /// Makes an active network whole again: its packet rules, where somebody flushed them, and its dnsmasq, where it is gone. Gives back what had to be done.
    /// </summary>
    public IReadOnlyList<string> Restore(string name)
    {
        CheckPrivileged("restore");
        using FileLock held = Lock();
        TidyUp();
        var paths = NetworkPaths.Of(settings, name);
        if (!File.Exists(paths.StateFile) || NetworkReader.Read(File.ReadAllText(paths.StateFile)) is not { HasOwnBridge: true, Bridge: { } bridge } network)
        {
            return [];
        }

        List<string> done = [];
        NetworkFacts? facts = null;
        // libvirt's own rules are not held against ours
        if (!File.Exists(paths.Taken) && PacketFilter.IsNeeded(network) && FirewallChoice.Choose() is var backend
            && !PacketRules.AreWhole(PacketFilter.Rules(network, bridge, backend), backend, NftText.Mark(name)))
        {
            facts = LiveNetworkFacts.Of(network, settings);

            // the host's choice of program may have changed since the network's start
            PacketRules.Remove(backend == FirewallBackend.Nftables ? "iptables" : "nft", NftText.Mark(name));
            Execute(PacketFilterSteps.Of(network, bridge, facts), paths);
            done.Add("packet rules");
        }

        if (network.NeedsDnsmasq && !DnsmasqProcess.IsRunning(paths))
        {
            LeaseScript.Make(settings);
            Execute(NetworkPlan.Dnsmasq(network, bridge, facts ?? LiveNetworkFacts.Of(network, settings), paths), paths);
            done.Add("dnsmasq");
        }

        if (done.Count > 0)
        {
            new CleanupJournal(paths.Journal).ForgetRepeated();
        }

        return done;
    }

    /// <summary>Changes the definition, the running network, or both; each only where both can be changed.</summary>
    /// <exception cref="DomainException">It cannot be changed so.</exception>
    public void Update(NetworkRecord record, NetworkUpdate update, bool live, bool config)
    {
        CheckPrivileged("change");
        using FileLock held = Lock();
        if (live && record.Owner != NetworkOwner.VirshLite)
        {
            throw record.Owner == NetworkOwner.Libvirt
                ? new GuestException($"network '{record.Name}' was started by libvirt: `virsh net-update {record.Name}` changes it")
                : DomainException.Operation("network is not running");
        }

        if (config && !record.Persistent)
        {
            throw DomainException.Operation("cannot change persistent config of a transient network");
        }

        using FileLock? definitions = config ? Definitions.Lock() : null;
        VirtualNetwork? definition = config ? update.Apply(Definitions.Read(record.Name)) : null;
        var paths = NetworkPaths.Of(settings, record.Name);
        if (live)
        {
            VirtualNetwork before = NetworkReader.Read(File.ReadAllText(paths.StateFile));
            VirtualNetwork after = update.Apply(before);
            NetworkFacts facts = LiveNetworkFacts.Of(after, settings);
            Execute(NetworkUpdateSteps.Of(before, after, update.Section, facts, paths), paths);
            if (NetworkUpdateSteps.IsRefreshed(before, after, update.Section))
            {
                DnsmasqProcess.Refresh(paths);
            }

            new CleanupJournal(paths.Journal).ForgetRepeated();
            WriteState(after, paths);
            RunHooks(after, "updated", "begin");
        }

        if (definition is not null)
        {
            Definitions.Write(definition);
        }
    }

    /// <summary>Starts those that are marked, once after each start of the host; gives back what failed, by name.</summary>
    public IReadOnlyDictionary<string, string> Autostart()
    {
        CheckPrivileged("start");
        var failures = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string stamp = NetworkPaths.StateOf(settings) + "/autostarted";
        if (File.Exists(stamp))
        {
            return failures;
        }

        foreach (NetworkRecord record in Store.All().Where(n => n is { Autostart: true, IsActive: false }))
        {
            try
            {
                Start(Definitions.Read(record.Name));
            }
            catch (Exception e) when (e is DomainException or NativeException or IOException)
            {
                failures[record.Name] = e.Message;
            }
        }

        Files.MakeDirectory(NetworkPaths.StateOf(settings), FileModes.PublicDirectory);
        Files.WriteAtomically(stamp, [], FileModes.OwnerFile);
        return failures;
    }

    internal FileLock Lock()
    {
        Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
        return FileLock.Take(settings.StateDirectory + "/network.lock");
    }

    internal void RunHooks(VirtualNetwork network, string operation, string sub, NetworkPort? port = null)
    {
        IReadOnlyList<string> hooks;
        try
        {
            hooks = LiveNetworkFacts.Hooks(settings);
        }
        catch (GuestException) when (operation is "stopped" or "port-deleted")
        {
            // what is over is over, whatever a hook that is not called would say
            return;
        }

        IReadOnlyList<PlanStep> steps = NetworkHooks.Steps(new NetworkFacts { Hooks = hooks }, network, operation, sub, port);
        if (steps.Count > 0)
        {
            Execute(steps, NetworkPaths.Of(settings, network.Name));
        }
    }

    private static void WriteState(VirtualNetwork network, NetworkPaths paths) =>
        Files.WriteAtomically(paths.StateFile, Encoding.UTF8.GetBytes(NetworkWriter.Write(network)), FileModes.OwnerFile);

    private static void TakeDown(NetworkPaths paths)
    {
        Files.Delete(paths.StateFile);
        new CleanupJournal(paths.Journal).RunAll();
        Files.Delete(paths.Pid);
        Files.Delete(paths.Taken);
        TrustedTree.Delete(paths.Ports);
    }

    /// <summary>All or nothing.</summary>
    private void Execute(IReadOnlyList<PlanStep> steps, NetworkPaths paths)
    {
        Files.MakeDirectory(paths.State, FileModes.PublicDirectory);
        using var executor = new PlanExecutor(new PlanSubject(settings, new CleanupJournal(paths.Journal)));
        executor.RunOrUndo(steps);
    }

    /// <summary>What a start or a stop that was cut off has left is undone; a network whose bridge somebody removed is down.</summary>
    private void TidyUp()
    {
        TakeDownUnfinished();
        foreach (NetworkPaths paths in Journaled())
        {
            if (NetworkReader.Read(File.ReadAllText(paths.StateFile)) is { HasOwnBridge: true, Bridge: { } bridge } && !BridgePorts.IsBridge(bridge))
            {
                TakeDown(paths);
            }
        }
    }

    /// <summary>Gives back the names of those that were neither up nor down.</summary>
    private List<string> TakeDownUnfinished()
    {
        List<string> names = [];
        foreach (NetworkPaths paths in Journaled().Where(p => !File.Exists(p.StateFile)))
        {
            TakeDown(paths);
            names.Add(paths.Name);
        }

        return names;
    }

    private IReadOnlyList<NetworkPaths> Journaled() => !Directory.Exists(NetworkPaths.StateOf(settings)) ? []
        : [.. Directory.GetFiles(NetworkPaths.StateOf(settings), "*.undo").Select(j => NetworkPaths.Of(settings, Path.GetFileNameWithoutExtension(j)))];

    private void CheckPrivileged(string verb)
    {
        if (!settings.Privileged)
        {
            throw new GuestException($"session mode cannot {verb} networks: bridges and packet filters need root; an interface of type='user' needs neither");
        }
    }

    private void CheckInactive(VirtualNetwork network)
    {
        NetworkRecord? known = Store.All().FirstOrDefault(n => n.Name == network.Name);
        if (known?.Owner is NetworkOwner.VirshLite or NetworkOwner.Libvirt)
        {
            string by = known.Owner == NetworkOwner.Libvirt ? ": libvirt has it running" : "";
            throw DomainException.Operation("network is already active" + by);
        }
    }
}
