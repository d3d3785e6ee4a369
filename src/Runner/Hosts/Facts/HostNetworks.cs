using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>
/// libvirt's networks: as they are defined (<c>networks/NAME.xml</c>), as a running libvirt has started them (<c>/run/libvirt/network</c>), and as
/// <c>virshlite net-start</c> has. Without either a network counts as active where what it needs is there: its bridge, or the devices that it gives out
/// (network.md 4).
/// </summary>
internal sealed class HostNetworks(HostFiles files, bool privileged, string ownState, string deviceClaims)
{
    private const string State = "/run/libvirt/network";
    private const string Interfaces = "/sys/class/net";

    /// <summary>Null where no network of that name is defined below that configuration.</summary>
    /// <exception cref="DomainParser.DomainException">The definition cannot be read.</exception>
    public HostNetwork? Find(string configuration, string name)
    {
        if (Load(configuration, name, out bool running) is not { } root)
        {
            return null;
        }

        VirtualNetwork network = NetworkReader.Read(root.ToString());
        bool pool = network.Forward is NetworkForward.Private or NetworkForward.Vepa or NetworkForward.Passthrough or NetworkForward.Hostdev ||
            (network.Forward == NetworkForward.Bridge && network.Bridge is null);
        if (!pool)
        {
            return new(network, running || (network.Bridge is { } bridge && files.Exists($"{Interfaces}/{bridge}")));
        }

        if (network.Forward == NetworkForward.Hostdev)
        {
            return new(network, true) { FreeFunctions = FreeFunctions(network) };
        }

        return new(network, true) { Devices = Devices(network) };
    }

    /// <summary>The address of the host in a network: its first ip, or the first IPv4 address of its bridge or device.</summary>
    public string? Address(string configuration, string name)
    {
        if (Load(configuration, name, out _) is not { } root)
        {
            return null;
        }

        XElement network = root.Name == "networkstatus" ? root.Element("network") ?? root : root;
        if (network.Elements("ip").Select(x => x.Attribute("address")?.Value).FirstOrDefault(x => x is not null) is { } address)
        {
            return address;
        }

        XElement? forward = network.Element("forward");
        string? device = network.Element("bridge")?.Attribute("name")?.Value
            ?? forward?.Attribute("dev")?.Value
            ?? forward?.Element("interface")?.Attribute("dev")?.Value;
        return device is null ? null : AddressOf(device);
    }

    /// <summary>The state of a running network goes before its definition: it names the bridge that libvirt chose.</summary>
    private XElement? Load(string configuration, string name, out bool running)
    {
        running = false;
        if (DefinitionFiles.Named(files, ownState, name) is { } own)
        {
            running = own.Element("bridge")?.Attribute("name")?.Value is not { } bridge || files.Exists($"{Interfaces}/{bridge}");
            return own;
        }

        if (DefinitionFiles.Named(files, configuration + "/networks", name) is not { } definition)
        {
            return null;
        }

        if (privileged && DefinitionFiles.Load(files, $"{State}/{name}.xml") is { } state)
        {
            running = true;
            return state;
        }

        return definition;
    }

    /// <summary>Devices for macvtap and how many interfaces each carries already.</summary>
    private List<(string Device, int Users)> Devices(VirtualNetwork network)
    {
        List<string> names = [.. network.Devices];
        if (network.PhysicalFunction is { } card)
        {
            foreach (string function in Functions(card))
            {
                names.AddRange(files.Names($"{Interfaces}/{card}/device/{function}/net"));
            }
        }

        return names.ConvertAll(x => (x, files.Names($"{Interfaces}/{x}").Count(y => y.StartsWith("upper_", StringComparison.Ordinal))));
    }

    /// <summary>Virtual functions that neither a port of libvirt's nor a guest of VirshLite's holds.</summary>
    private List<PciAddress> FreeFunctions(VirtualNetwork network)
    {
        List<PciAddress> functions = [.. network.HostAddresses];
        if (network.PhysicalFunction is { } card)
        {
            foreach (string function in Functions(card))
            {
                if (PciName.Parse(files.LinkName($"{Interfaces}/{card}/device/{function}")) is { } address)
                {
                    functions.Add(address);
                }
            }
        }

        HashSet<string> used = [];
        foreach (XElement port in DefinitionFiles.LoadAll(files, $"{State}/{network.Name}/ports"))
        {
            if (port.Element("plug")?.Element("address") is { } address)
            {
                used.Add($"{Hex(address, "domain"):x4}:{Hex(address, "bus"):x2}:{Hex(address, "slot"):x2}.{Hex(address, "function"):x}");
            }
        }

        functions.RemoveAll(x => used.Contains(PciName.Of(x)) || files.Exists($"{deviceClaims}/{StateFiles.PciClaim(PciName.Of(x))}"));
        return functions;
    }

    /// <summary>virtfn0, virtfn1 … in the order of their numbers.</summary>
    private IEnumerable<string> Functions(string card) => files.Names($"{Interfaces}/{card}/device")
        .Where(x => x.StartsWith("virtfn", StringComparison.Ordinal))
        .OrderBy(x => x.Length)
        .ThenBy(x => x, StringComparer.Ordinal);

    private static uint Hex(XElement address, string name)
    {
        string text = address.Attribute(name)?.Value ?? "0";
        text = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        return uint.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out uint value)
            ? value : 0;
    }

    private static string? AddressOf(string device)
    {
        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.Name != device)
            {
                continue;
            }

            foreach (UnicastIPAddressInformation address in candidate.GetIPProperties().UnicastAddresses)
            {
                if (address.Address.AddressFamily == AddressFamily.InterNetwork)
                {
                    return address.Address.ToString();
                }
            }
        }

        return null;
    }
}
