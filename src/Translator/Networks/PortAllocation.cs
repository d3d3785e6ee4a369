using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>Where a port of a network goes that is taken by itself, without a guest (measured.md 12.8).</summary>
public static class PortAllocation
{
    /// <exception cref="DomainException">
    /// The port says already where it is, asks for what the network does not have, or the network is a pool of devices.
    /// </exception>
    public static NetworkPlug Plug(VirtualNetwork network, NetworkPort port) =>
        port.Plug is not null ? throw DomainException.Argument("Port reclaim not requested but plug type is not none")
        : network.HasOwnBridge && port.VirtualPort?.Type is { } type ? throw DomainException.Unsupported(
            $"<virtualport type='{type}'> not supported for network '{network.Name}' which uses IP forwarding")
        : network is { IsPool: false, Bridge: { } bridge } ? new NetworkBridgePlug(network.HasOwnBridge, bridge, network.MacTableManager)
        : throw DomainException.NotSupported($"network '{network.Name}' is a pool of devices: the starts of guests take its ports");
}
