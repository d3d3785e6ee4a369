using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;bandwidth&gt; on a Linux device, through tc (network.md 8.6).</summary>
internal static class TrafficControl
{
    /// <summary>
    /// <paramref name="transmitIsInbound"/>: what the host sends on the device is what the guest receives (taps; the other way round for macvtap).
    /// </summary>
    public static void Apply(string device, Bandwidth bandwidth, bool transmitIsInbound)
    {
        BandwidthRate? transmit = transmitIsInbound ? bandwidth.Inbound : bandwidth.Outbound;
        BandwidthRate? receive = transmitIsInbound ? bandwidth.Outbound : bandwidth.Inbound;
        foreach (IReadOnlyList<string> command in BandwidthCommands.Removal(device))
        {
            HostCommand.Run("tc", command);
        }

        foreach (IReadOnlyList<string> command in BandwidthCommands.Limits(device, transmit, receive))
        {
            HostCommand.Run("tc", command).Check();
        }
    }
}
