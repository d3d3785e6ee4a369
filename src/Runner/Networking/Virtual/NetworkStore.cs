using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>Who has a network running.</summary>
public enum NetworkOwner
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>It was brought up by <c>virshlite net-start</c>.</summary>
    VirshLite,

    /// <summary>A libvirt on this host has it running.</summary>
    Libvirt,

    /// <summary>Nobody says so, but what it needs is there.</summary>
    Host,
}

/// <summary>One line of <c>net-list</c>. <paramref name="File"/> is where its XML stands.</summary>
public sealed record NetworkRecord(string Name, Guid? Uuid, string? Bridge, NetworkOwner Owner, bool Autostart, bool Persistent, string File)
{
    public bool IsActive => Owner != NetworkOwner.Nobody;
}

/// <summary>The networks of this host: defined ones (VirshLite's directory, then libvirt's) and active ones.</summary>
public sealed class NetworkStore
{
    private const string LibvirtState = "/run/libvirt/network";

    private readonly Settings settings;
    private readonly HostFiles files;
    private readonly string[] definitions;

    public NetworkStore(Settings settings)
        : this(settings, new HostFiles(""))
    {
    }

    internal NetworkStore(Settings settings, HostFiles files)
    {
        this.settings = settings;
        this.files = files;
        definitions = [settings.ConfigDirectory + "/networks", LiveHostFacts.LibvirtConfiguration(settings.Privileged) + "/networks"];
    }

    /// <summary>All networks by name; a file that is no network is passed over.</summary>
    public IReadOnlyList<NetworkRecord> All()
    {
        var found = new SortedDictionary<string, NetworkRecord>(StringComparer.Ordinal);
        foreach (string directory in definitions)
        {
            Gather(directory, found, NetworkOwner.Nobody, persistent: true);
        }

        if (settings.Privileged)
        {
            Gather(LibvirtState, found, NetworkOwner.Libvirt, persistent: false);
        }

        Gather(NetworkPaths.StateOf(settings), found, NetworkOwner.VirshLite, persistent: false);
        return [.. found.Values];
    }

    /// <summary>By name or UUID.</summary>
    /// <exception cref="DomainException">There is no such network.</exception>
    public NetworkRecord Get(string what)
    {
        IReadOnlyList<NetworkRecord> all = All();
        return all.FirstOrDefault(n => n.Name == what)
            ?? (Guid.TryParse(what, out Guid uuid) ? all.FirstOrDefault(n => n.Uuid == uuid) : null)
            ?? throw DomainException.Operation(
                $"failed to get network '{what}'\nerror: Network not found: no network with matching {(Guid.TryParse(what, out _) ? "uuid" : "name")} '{what}'");
    }

    /// <summary>Its XML as it stands in the file, the one of its running state where it is active.</summary>
    public static string Text(NetworkRecord network) => System.IO.File.ReadAllText(network.File);

    /// <summary>Its title; empty where it has none.</summary>
    public static string Title(NetworkRecord network) => NetworkReader.Read(Text(network)).Title ?? "";

    private void Gather(string directory, SortedDictionary<string, NetworkRecord> found, NetworkOwner owner, bool persistent)
    {
        foreach (string file in files.Names(directory))
        {
            string path = $"{directory}/{file}";
            if (!file.EndsWith(".xml", StringComparison.Ordinal) || DefinitionFiles.Load(files, path) is not { } root)
            {
                continue;
            }

            XElement network = root.Name == "networkstatus" ? root.Element("network") ?? root : root;
            if (network.Name != "network" || network.Element("name")?.Value is not { Length: > 0 } name)
            {
                continue;
            }

            Guid? uuid = Guid.TryParse(network.Element("uuid")?.Value, out Guid id) ? id : null;
            string? bridge = network.Element("bridge")?.Attribute("name")?.Value;
            found.TryGetValue(name, out NetworkRecord? known);
            if (persistent && known is not null)
            {
                continue;
            }

            bool isGone = owner == NetworkOwner.VirshLite && bridge is not null && !files.Exists("/sys/class/net/" + bridge);
            if (isGone && known is not null)
            {
                continue;
            }

            found[name] = new NetworkRecord(
                name,
                uuid ?? known?.Uuid,
                bridge,
                persistent ? Unclaimed(name, network, bridge) : isGone ? NetworkOwner.Nobody : owner,
                persistent ? files.Exists($"{directory}/autostart/{file}") : known?.Autostart ?? false,
                persistent || known?.Persistent == true,
                files.At(path));
        }
    }

    /// <summary>
    /// A defined network that nobody claims: those without a bridge of their own need no start. What a start or a stop that was cut off has left of one is
    /// not it.
    /// </summary>
    private NetworkOwner Unclaimed(string name, XElement network, string? bridge) =>
        files.Exists(NetworkPaths.Of(settings, name).Journal) ? NetworkOwner.Nobody
        : bridge is not null ? (files.Exists("/sys/class/net/" + bridge) ? NetworkOwner.Host : NetworkOwner.Nobody)
        : network.Element("forward")?.Attribute("mode")?.Value is "bridge" or "private" or "vepa" or "passthrough" or "hostdev" ? NetworkOwner.Host
        : NetworkOwner.Nobody;
}
