using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>&lt;bandwidth&gt; on a Linux device, through tc (network.md 8.6).</summary>
internal static class TrafficControl
{
    /// <summary><paramref name="transmitIsInbound"/>: what the host sends on the device is what the guest receives (taps; the other way round for macvtap).</summary>
    public static void Apply(string device, Bandwidth bandwidth, bool transmitIsInbound)
    {
        BandwidthRate? transmit = transmitIsInbound ? bandwidth.Inbound : bandwidth.Outbound;
        BandwidthRate? receive = transmitIsInbound ? bandwidth.Outbound : bandwidth.Inbound;
        CommandRunner.Run("tc", "qdisc", "del", "dev", device, "root");
        CommandRunner.Run("tc", "qdisc", "del", "dev", device, "ingress");
        foreach (IReadOnlyList<string> command in Commands(device, transmit, receive))
        {
            CommandResult result = CommandRunner.Run("tc", command, []);
            if (!result.Status.Success)
            {
                throw new GuestException("internal error: " + result.FailureText);
            }
        }
    }

    /// <summary>The words after tc, one list a command.</summary>
    public static IEnumerable<IReadOnlyList<string>> Commands(string device, BandwidthRate? transmit, BandwidthRate? receive)
    {
        if (transmit is { Average: > 0 })
        {
            List<string> rate = ["rate", Kbps(transmit.Average)];
            if (transmit.Peak > 0)
            {
                rate.AddRange(["ceil", Kbps(transmit.Peak)]);
            }

            if (transmit.Burst > 0)
            {
                rate.AddRange(["burst", Kb(transmit.Burst)]);
            }

            ulong quantum = Math.Clamp(transmit.Average * 1024 / 8 / 1500, 1, uint.MaxValue);
            yield return ["qdisc", "add", "dev", device, "root", "handle", "1:", "htb", "default", "1"];
            yield return ["class", "add", "dev", device, "parent", "1:", "classid", "1:1", "htb", .. rate, "quantum", quantum.ToString(CultureInfo.InvariantCulture)];
            yield return ["qdisc", "add", "dev", device, "parent", "1:1", "handle", "2:", "sfq", "perturb", "10"];
            yield return ["filter", "add", "dev", device, "parent", "1:0", "protocol", "all", "prio", "1", "handle", "1", "fw", "flowid", "1"];
        }

        if (receive is { Average: > 0 })
        {
            string burst = Kb(receive.Burst > 0 ? receive.Burst : receive.Average);
            yield return ["qdisc", "add", "dev", device, "ingress"];
            yield return
            [
                "filter", "add", "dev", device, "parent", "ffff:", "protocol", "all", "u32", "match", "u32", "0", "0",
                "police", "rate", Kbps(receive.Average), "burst", burst, "mtu", "64kb", "drop", "flowid", ":1",
            ];
        }
    }

    private static string Kbps(ulong rate) => rate.ToString(CultureInfo.InvariantCulture) + "kbps";

    private static string Kb(ulong size) => size.ToString(CultureInfo.InvariantCulture) + "kb";
}
