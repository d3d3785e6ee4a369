using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>What the modes of a network take and do not take (networks.md 2.2).</summary>
internal static class NetworkModeRules
{
    public static void Check(XmlCursor cursor, VirtualNetwork network)
    {
        string name = network.Name;
        string mode = NetworkForward.Names[network.Forward];
        string? refusal = network.HasOwnBridge
            ? network.Forward is NetworkForward.Nat or NetworkForward.Route && network.Ips.Count == 0
                ? $"{mode} forwarding requested, but no IP address provided for network '{name}'"
                : network.Forward is NetworkForward.Nat or NetworkForward.Route && network.Devices.Count > 1
                    ? $"multiple forwarding interfaces specified for network '{name}', only one is supported"
                : network.Forward == NetworkForward.Open && network.Devices.Count + network.HostAddresses.Count > 0 ? $"forward dev not allowed for network '{name}' with forward mode='open'"
                : null
            : Other(cursor, network, mode);
        if (refusal is not null)
        {
            throw (cursor.FirstChild("forward") ?? cursor).Refused(refusal);
        }
    }

    /// <summary>Modes that use what is there.</summary>
    private static string? Other(XmlCursor cursor, VirtualNetwork network, string mode)
    {
        string name = network.Name;
        XmlCursor? bridge = cursor.FirstChild("bridge");
        if (network.Forward != NetworkForward.Bridge)
        {
            string? what = network.Bridge is not null ? "name" : network.Zone is not null ? "zone" : network.MacTableManager is not null
                ? "macTableManager setting" : null;
            if (what is not null)
            {
                return $"bridge {what} not allowed in {mode} mode (network '{name}')";
            }
        }

        return network.DelaySeconds > 0 || bridge?.Text("stp") is not null || network.Zone is not null
                ? $"bridge delay/stp/zone options only allowed in open, route, nat, and isolated mode, not in {mode} (network '{name}')"
            : network.Bridge is not null && (network.Devices.Count > 0 || network.PhysicalFunction is not null || network.HostAddresses.Count > 0)
                ? $"A network with forward mode='{mode}' can specify a bridge name or a forward dev, but not both (network '{name}')"
            : network.Mtu is not null ? $"mtu size only allowed in open, route, nat, and isolated mode, not in {mode} (network '{name}')"
            : null;
    }
}
