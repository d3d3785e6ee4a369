using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>The ports of active networks: which guest's interface is where, and the least rate that it was promised (networks.md 7).</summary>
public sealed class NetworkPorts
{
    private readonly Settings settings;
    private readonly NetworkOperations networks;

    internal NetworkPorts(Settings settings, NetworkOperations networks)
    {
        this.settings = settings;
        this.networks = networks;
    }

    /// <summary>By UUID.</summary>
    public IReadOnlyList<NetworkPort> All(string network)
    {
        string directory = NetworkPaths.Of(settings, network).Ports;
        return !Directory.Exists(directory) ? []
            : [.. Directory.GetFiles(directory, "*.xml").Order(StringComparer.Ordinal)
            .Select(f => NetworkPortReader.Read(File.ReadAllText(f), new(new ReadingOptions { FileName = f, IgnoreUnknown = true })))];
    }

    /// <exception cref="DomainException">There is no such port.</exception>
    public NetworkPort Get(string network, string uuid) =>
        (Guid.TryParse(uuid, out Guid id) ? All(network).FirstOrDefault(p => p.Uuid == id) : null)
            ?? throw DomainException.Operation($"failed to get network port '{uuid}'");

    /// <summary>Takes a port for somebody else's interface: the network says where it is to be connected.</summary>
    /// <exception cref="DomainException">As <see cref="Create"/>, or the network has no place for it.</exception>
    public NetworkPort Allocate(string network, NetworkPort port)
    {
        port.Plug = PortAllocation.Plug(Running(NetworkPaths.Of(settings, network)), port);
        return Create(network, port);
    }

    /// <summary>Notes a port, with its class on the bridge and its MAC among the guest's.</summary>
    /// <exception cref="DomainException">The network is not active, has the port already, or does not have the rate that is to be promised.</exception>
    public NetworkPort Create(string network, NetworkPort port)
    {
        using FileLock held = networks.Lock();
        var paths = NetworkPaths.Of(settings, network);
        VirtualNetwork running = Running(paths);
        IReadOnlyList<NetworkPort> others = All(network);
        if (others.Any(p => p.Uuid == port.Uuid))
        {
            // libvirt's words
            throw new DomainException($"network port Network port with UUID {port.Uuid:D} already exists exists already", default, RefusalKind.Plain);
        }

        FloorClasses.Check(running, port, others);
        port.Uuid = port.Uuid == Guid.Empty ? Guid.NewGuid() : port.Uuid;
        port.ClassId = port.Bandwidth?.Inbound is { Floor: > 0 } ? FloorClasses.Free(others) : null;

        // first of all: a port that is on file is taken away whole, whatever of it was made
        Files.MakeDirectory(paths.Ports, FileModes.OwnerDirectory);
        Files.WriteAtomically(FileOf(paths, port), Encoding.UTF8.GetBytes(NetworkPortWriter.Write(port)), FileModes.OwnerFile);
        try
        {
            Execute(FloorClasses.Plug(running, port, others), paths);
            networks.RunHooks(running, "port-created", "begin", port);
            ChangeMacs(running, paths, map => map.Add(port.OwnerName, port.Mac));
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException)
        {
            Forget(running, port, paths);
            throw;
        }

        return port;
    }

    /// <summary>Forgets a port; one that is not there, of a network that is gone, is forgotten already.</summary>
    public void Delete(string network, Guid uuid)
    {
        using FileLock held = networks.Lock();
        var paths = NetworkPaths.Of(settings, network);
        if (All(network).FirstOrDefault(p => p.Uuid == uuid) is not { } port || !File.Exists(paths.StateFile))
        {
            return;
        }

        VirtualNetwork running = Running(paths);
        Forget(running, port, paths);
        networks.RunHooks(running, "port-deleted", "begin", port);
    }

    private static string FileOf(NetworkPaths paths, NetworkPort port) => $"{paths.Ports}/{port.Uuid:D}.xml";

    private static VirtualNetwork Running(NetworkPaths paths) =>
        File.Exists(paths.StateFile) ? NetworkReader.Read(File.ReadAllText(paths.StateFile))
            : throw DomainException.Operation($"network '{paths.Name}' is not active");

    private static void ChangeMacs(VirtualNetwork network, NetworkPaths paths, Action<MacMap> change)
    {
        if (network is not { HasOwnBridge: true, Bridge: { } bridge, Ips.Count: > 0 })
        {
            return;
        }

        string file = NetworkPaths.Macs(paths.Dnsmasq, bridge);
        MacMap map = File.Exists(file) ? MacMap.Read(File.ReadAllText(file)) : new MacMap();
        change(map);
        Files.MakeDirectory(paths.Dnsmasq, FileModes.PublicDirectory);
        Files.WriteAtomically(file, Encoding.UTF8.GetBytes(map.Write()), FileModes.PublicFile);
    }

    private void Forget(VirtualNetwork running, NetworkPort port, NetworkPaths paths)
    {
        ChangeMacs(running, paths, map => map.Remove(port.OwnerName, port.Mac));
        Files.Delete(FileOf(paths, port));
        Execute(FloorClasses.Unplug(running, port, All(paths.Name)), paths);
    }

    private void Execute(IReadOnlyList<PlanStep> steps, NetworkPaths paths)
    {
        if (steps.Count > 0)
        {
            using var executor = new PlanExecutor(new PlanSubject(settings, new CleanupJournal(paths.Journal)));
            executor.Run(steps);
        }
    }
}
