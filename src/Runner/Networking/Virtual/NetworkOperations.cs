using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// Brings libvirt's virtual networks up and down without libvirt: bridge, addresses, forwarding, packet filter, dnsmasq. One command at a time works on them. Nothing keeps
/// running for a network but its dnsmasq.
/// </summary>
public sealed class NetworkOperations
{
    private const UnixFileMode Private = FileModes.OwnerFile;
    private const UnixFileMode Readable = FileModes.PublicFile;

    private readonly Settings settings;

    public NetworkOperations(Settings settings)
    {
        this.settings = settings;
        Store = new NetworkStore(settings);
    }

    public NetworkStore Store { get; }

    /// <summary>Brings the network up; gives back its bridge, null where it has none of its own. A start that fails leaves nothing behind.</summary>
    /// <exception cref="DomainException">It is active, a program is missing, or the host does not allow a step.</exception>
    public string? Start(VirtualNetwork network, Action<string>? progress = null)
    {
        CheckPrivileged("start");
        using FileLock held = Lock();
        var files = new NetworkFiles(settings, network.Name);
        CheckInactive(network);

        // what an interrupted start, or a bridge removed by hand, has left
        CleanUp(network.Name, files, null);
        CheckPrograms(network);
        string? bridge = network.HasOwnBridge ? FreeBridge(network) : network.Bridge;
        string? mac = network.HasOwnBridge ? network.Mac ?? RandomMac() : network.Mac;
        if (network.HasOwnBridge)
        {
            BridgeSetup.CheckAddressesAreFree(network);
        }

        Files.MakeDirectory(files.Directory, FileModes.PublicDirectory);
        try
        {
            // first of all: whoever finds a start that was cut off knows from it what to remove
            network.Uuid ??= Guid.NewGuid();
            network.Bridge = bridge;
            network.Mac = mac;
            WriteFile(files.State, NetworkWriter.Write(network), Private);
            if (network.HasOwnBridge)
            {
                BringUp(network, bridge!, mac!, files, progress);
            }
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException or UnauthorizedAccessException)
        {
            CleanUp(network.Name, files, network.HasOwnBridge ? bridge : null);
            throw e as DomainException ?? new GuestException(e.Message, e);
        }

        return network.HasOwnBridge ? bridge : null;
    }

    /// <summary>Takes the network down; gives back the interfaces that were still connected to its bridge.</summary>
    /// <exception cref="DomainException">It is not active, or is not this program's.</exception>
    public IReadOnlyList<string> Destroy(string what)
    {
        CheckPrivileged("stop");
        using FileLock held = Lock();
        NetworkRecord network = Store.Get(what);
        var files = new NetworkFiles(settings, network.Name);
        if (!File.Exists(files.State))
        {
            throw network.Owner switch
            {
                NetworkOwner.Libvirt => new GuestException($"network '{network.Name}' was started by libvirt: `virsh net-destroy {network.Name}` stops it"),
                NetworkOwner.Host when network.Bridge is { } made => new GuestException($"network '{network.Name}' is not VirshLite's: somebody else made its bridge '{made}'"),
                _ => DomainException.Operation($"network '{network.Name}' is not active"),
            };
        }

        // the bridge is in the state, whatever a definition says by now
        VirtualNetwork running = NetworkReader.Read(File.ReadAllText(files.State));
        string? bridge = running.HasOwnBridge ? running.Bridge : null;
        IReadOnlyList<string> ports = bridge is null ? [] : BridgeSetup.Ports(bridge);
        CleanUp(network.Name, files, bridge);
        return bridge is not null && BridgeSetup.IsBridge(bridge) ? throw new GuestException($"the bridge '{bridge}' of network '{network.Name}' cannot be deleted") : ports;
    }

    private static void BringUp(VirtualNetwork network, string bridge, string mac, NetworkFiles files, Action<string>? progress)
    {
        progress?.Invoke($"bridge {bridge}");
        BridgeSetup.Create(network, bridge, mac);
        BridgeSetup.Configure(network, bridge);
        if (PacketFilter.IsNeeded(network))
        {
            progress?.Invoke("packet filter, in the tables " + NftablesRules.Table);
            string mark = NftText.Mark(network.Name);
            Filter(NftText.Script(PacketFilter.Rules(network, bridge, FirewallBackend.Nftables), mark));
        }

        if (network.NeedsDnsmasq)
        {
            progress?.Invoke("dnsmasq, configured in " + files.Configuration);
            WriteFile(files.Configuration, DnsmasqConfiguration.Text(network, bridge, files.Directory, files.Pid), Readable);
            WriteFile(files.DhcpHosts, DnsmasqConfiguration.DhcpHosts(network), Readable);
            WriteFile(files.DnsHosts, DnsmasqConfiguration.DnsHosts(network), Readable);
            HostCommand.Run("dnsmasq", "--conf-file=" + files.Configuration, "--dhcp-leasefile=" + files.Leases).Check();
        }

        // last, because it is not undone
        if (network.Forward != NetworkForward.None)
        {
            progress?.Invoke("forwarding between devices");
            BridgeSetup.Forward(network);
        }
    }

    /// <summary>Every step is tried, whatever became of the one before.</summary>
    private static void CleanUp(string name, NetworkFiles files, string? bridge)
    {
        // known by its own configuration among its words: a pid that has become somebody else's is left alone
        CleanupAction.PidFile(files.Pid, files.Configuration).Run();
        if (ProgramPath.FindHelper("nft") is not null)
        {
            Try(() => RemoveRules(name));
        }

        if (bridge is not null)
        {
            Try(() => BridgeSetup.Remove(bridge));
        }

        foreach (string file in files.All)
        {
            Files.Delete(file);
        }

        Try(() =>
        {
            if (Directory.Exists(files.Directory) && !Directory.EnumerateFileSystemEntries(files.Directory).Any())
            {
                Directory.Delete(files.Directory);
            }
        });
    }

    private static void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException or UnauthorizedAccessException)
        {
            // the next step of a teardown is taken all the same
        }
    }

    /// <summary>The rules that bear the network's mark, and no others.</summary>
    private static void RemoveRules(string name)
    {
        foreach (string family in (string[])["ip", "ip6"])
        {
            CommandResult listed = HostCommand.Run("nft", "-a", "list", "table", family, NftablesRules.Table);
            if (NftText.Removal(family, listed.Output, NftText.Mark(name)) is { } script)
            {
                Filter(script);
            }
        }
    }

    private static void Filter(string script) => new HostCommand("nft", "-f", "-") { Input = Encoding.UTF8.GetBytes(script) }.Run().Check();

    private static void WriteFile(string path, string text, UnixFileMode mode) => Files.WriteAtomically(path, Encoding.UTF8.GetBytes(text), mode);

    private static void CheckPrograms(VirtualNetwork network)
    {
        if (!network.HasOwnBridge)
        {
            return;
        }

        Need("ip", "iproute2", "to make its bridge");
        if (PacketFilter.IsNeeded(network))
        {
            Need("nft", "nftables", network.Forward == NetworkForward.Nat ? "for NAT" : "for its packet filter");
        }

        if (network.NeedsDnsmasq)
        {
            Need("dnsmasq", "dnsmasq-base (Debian, Ubuntu) or dnsmasq", network.HasDhcp ? "for DHCP" : "for DNS");
        }

        void Need(string program, string package, string what)
        {
            if (ProgramPath.FindHelper(program) is null)
            {
                throw new GuestException($"network '{network.Name}' needs the program {program} {what}: install the package {package}");
            }
        }
    }

    private static string FreeBridge(VirtualNetwork network)
    {
        if (network.Bridge is { } name && !DeviceNames.IsTemplate(name))
        {
            return NetworkDevice.Exists(name) ? throw new GuestException($"internal error: bridge name '{name}' already in use.") : name;
        }

        foreach (string candidate in DeviceNames.Candidates(network.Bridge ?? "virbr%d", "virbr"))
        {
            return candidate;
        }

        throw new GuestException("internal error: no unused virbr names available");
    }

    /// <summary>One of those that libvirt gives to bridges and guests.</summary>
    private static string RandomMac()
    {
        Span<byte> random = stackalloc byte[3];
        Random.Shared.NextBytes(random);
        return string.Create(CultureInfo.InvariantCulture, $"52:54:00:{random[0]:x2}:{random[1]:x2}:{random[2]:x2}");
    }

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
            throw DomainException.Operation($"network '{network.Name}' is already active{by}");
        }
    }

    private FileLock Lock()
    {
        Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
        return FileLock.Take(settings.StateDirectory + "/network.lock");
    }
}
