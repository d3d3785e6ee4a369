using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking;

/// <summary>
/// Makes a running interface's tap follow a new definition (live-changes.md 4): bandwidth, bridge, tags, isolation, coalescing, in libvirt's order.
/// </summary>
internal static class InterfaceAdaption
{
    /// <exception cref="DomainException">The host cannot do it.</exception>
    public static void Run(AdaptInterface wanted, string guest, Guid domain, Settings settings, CleanupJournal journal)
    {
        Interface from = wanted.From;
        Interface to = wanted.To;
        bool isOvs = to.VirtualPort?.Type == "openvswitch";
        if (to.Bandwidth is { } bandwidth)
        {
            if (isOvs)
            {
                OpenVswitch.SetBandwidth(wanted.Device, domain, bandwidth, journal);
            }
            else
            {
                TrafficControl.Apply(wanted.Device, bandwidth, transmitIsInbound: true);
            }
        }
        else if (from.Bandwidth is not null)
        {
            TrafficControl.Apply(wanted.Device, new Bandwidth(null, null), transmitIsInbound: true);
        }

        if (from.Type == InterfaceType.Bridge && to.Type == InterfaceType.Bridge && from.Source.Bridge != to.Source.Bridge)
        {
            MoveToBridge(guest, wanted.Device, to.Source.Bridge!);
        }

        if (to.CoalesceRxFrames is { } frames && frames != from.CoalesceRxFrames)
        {
            using var tap = new NetworkDevice(wanted.Device);
            tap.SetReceiveCoalescing(frames);
        }

        _ = settings;
    }

    private static void MoveToBridge(string guest, string device, string bridge)
    {
        if (!Directory.Exists($"/sys/class/net/{bridge}/bridge"))
        {
            throw DomainException.Failed($"cannot add domain {guest} device {device} to nonexistent bridge {bridge}");
        }

        using var link = new NetworkDevice(bridge);
        using var tap = new NetworkDevice(device);
        NetworkCommand.Run("ip", ["link", "set", "dev", device, "master", bridge], $"cannot add {device} to {bridge}");
    }
}
