using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Xml.Linq;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>libvirt's networks as they are defined on disk: <c>networks/NAME.xml</c>.</summary>
internal static class HostNetworks
{
    public static XElement? Find(HostFiles files, string configuration, string name) => Definitions.Named(files, configuration + "/networks", name);

    /// <summary>The address of the host in a network: its first ip, or the first IPv4 address of its bridge or device.</summary>
    public static string? Address(HostFiles files, string configuration, string name)
    {
        if (Find(files, configuration, name) is not { } network)
        {
            return null;
        }

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
