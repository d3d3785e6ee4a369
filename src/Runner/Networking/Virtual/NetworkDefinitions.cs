using System.Globalization;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// Networks' definitions on file: VirshLite's own directory, which is written, and libvirt's, which is read in place. What is defined here under the name of
/// one of libvirt's goes before it.
/// </summary>
public sealed class NetworkDefinitions
{
    private const int LastBridge = 256;

    private readonly Settings settings;
    private readonly NetworkStore store;

    internal NetworkDefinitions(Settings settings, NetworkStore store)
    {
        this.settings = settings;
        this.store = store;
    }

    private string Own => settings.ConfigDirectory + "/networks";

    private IReadOnlyList<string> Directories => [Own, LiveHostFacts.LibvirtConfiguration(settings.Privileged) + "/networks"];

    /// <summary>One of those that libvirt gives to bridges and guests.</summary>
    internal static string RandomMac()
    {
        Span<byte> random = stackalloc byte[3];
        Random.Shared.NextBytes(random);
        return string.Create(CultureInfo.InvariantCulture, $"52:54:00:{random[0]:x2}:{random[1]:x2}:{random[2]:x2}");
    }

    /// <summary>The definition, whatever runs.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public VirtualNetwork Read(string name) =>
        NetworkReader.Read(File.ReadAllText(FileOf(name) ?? throw DomainException.Operation($"network '{name}' has no persistent definition")));

    /// <summary>Keeps a definition, with what it leaves open filled in: UUID, bridge, MAC.</summary>
    /// <exception cref="DomainException">It cannot be (networks.md 2.3), or its name or UUID is another's.</exception>
    public void Define(VirtualNetwork network)
    {
        using FileLock held = Lock();

        // one without UUID gets a new one, which is another's than that of the network that has its name
        network.Uuid ??= Guid.NewGuid();
        CheckClash(network);
        if (network.HasOwnBridge)
        {
            network.Bridge = FreeBridge(network, forStart: false);
        }

        NetworkDefinitionRules.Check(network, IsVirtualFunction);
        network.Mac ??= network.HasOwnBridge ? RandomMac() : null;
        Write(network);
    }

    /// <summary>One at a time looks at definitions and changes them: names, UUIDs and bridges are each one network's.</summary>
    internal FileLock Lock()
    {
        Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
        return FileLock.Take(settings.StateDirectory + "/network-definitions.lock");
    }

    /// <exception cref="DomainException">Another network has its name or UUID.</exception>
    public void CheckClash(VirtualNetwork network)
    {
        foreach (NetworkRecord other in store.All())
        {
            if (other.Name == network.Name && network.Uuid is { } uuid && other.Uuid is { } known && known != uuid)
            {
                throw new DomainException($"network '{other.Name}' already exists with uuid {known}", default, RefusalKind.Failed);
            }

            if (other.Name != network.Name && network.Uuid is { } same && other.Uuid == same)
            {
                throw new DomainException($"network '{other.Name}' is already defined with uuid {same}", default, RefusalKind.Failed);
            }
        }
    }

    /// <exception cref="DomainException">The network is transient: it has no definition.</exception>
    public void Undefine(NetworkRecord record)
    {
        using FileLock held = Lock();
        string file = FileOf(record.Name) ?? throw DomainException.Operation("can't undefine transient network");
        Files.Delete(AutostartLink(file));
        Files.Delete(file);
        if (!record.IsActive)
        {
            var paths = NetworkPaths.Of(settings, record.Name);
            if (record.Bridge is { } bridge)
            {
                Files.Delete(NetworkPaths.Leases(paths.Dnsmasq, bridge));
                Files.Delete(NetworkPaths.Macs(paths.Dnsmasq, bridge));
            }
        }
    }

    /// <exception cref="DomainException">The network is transient.</exception>
    public void SetAutostart(NetworkRecord record, bool on)
    {
        using FileLock held = Lock();
        string file = FileOf(record.Name) ?? throw DomainException.Operation("cannot set autostart for transient network");
        string link = AutostartLink(file);
        Files.Delete(link);
        if (on)
        {
            Files.MakeDirectory(Path.GetDirectoryName(link)!, FileModes.PublicDirectory);
            File.CreateSymbolicLink(link, file);
        }
    }

    /// <summary>Puts the definition in its file, as libvirt does, in VirshLite's directory.</summary>
    internal void Write(VirtualNetwork network)
    {
        Files.MakeDirectory(Own, FileModes.PublicDirectory);
        Files.WriteAtomically($"{Own}/{network.Name}.xml", Encoding.UTF8.GetBytes(NetworkWriter.Write(network, new(IsInactive: true))), FileModes.OwnerFile,
            durable: true);
    }

    /// <summary>The name that is asked for, or the first of virbr0, virbr1 … that neither a network nor a device has.</summary>
    /// <exception cref="DomainException">The name is taken.</exception>
    internal string FreeBridge(VirtualNetwork network, bool forStart)
    {
        HashSet<string> taken = [.. store.All().Where(n => n.Name != network.Name && n.Bridge is not null).Select(n => n.Bridge!)];
        if (network.Bridge is { } name && !DeviceNames.IsTemplate(name))
        {
            return taken.Contains(name) || (forStart && NetworkDevice.Exists(name))
                ? throw DomainException.Internal($"bridge name '{name}' already in use.") : name;
        }

        string template = network.Bridge ?? "virbr%d";
        for (int id = 0; id <= LastBridge; id++)
        {
            string candidate = template.Replace("%d", id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (!taken.Contains(candidate) && !NetworkDevice.Exists(candidate))
            {
                return candidate;
            }
        }

        throw DomainException.Internal($"Bridge generation exceeded max id {LastBridge}");
    }

    internal static bool IsVirtualFunction(PciAddress address) => File.Exists(string.Create(
        CultureInfo.InvariantCulture, $"/sys/bus/pci/devices/{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}/physfn/vendor"));

    private static string AutostartLink(string file) => $"{Path.GetDirectoryName(file)}/autostart/{Path.GetFileName(file)}";

    private string? FileOf(string name) => Directories.Select(d => $"{d}/{name}.xml").FirstOrDefault(File.Exists);
}
