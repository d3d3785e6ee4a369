using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>&lt;bandwidth&gt; on a device of the host through tc (networks.md 6). Rates in KiB/s, sizes in KiB. Each list holds the words after tc.</summary>
public static class BandwidthCommands
{
    private const ulong LargestQuantum = uint.MaxValue;

    /// <summary>What takes away limits that are there; failures do not matter.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Removal(string device) =>
        [["qdisc", "del", "dev", device, "root"], ["qdisc", "del", "dev", device, "ingress"]];

    /// <summary>Everything from old limits to new ones: removal (which may fail), whether a root is left, the limits.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Steps(string device, BandwidthRate? transmit, BandwidthRate? receive)
    {
        bool hasAny = transmit is { Average: > 0 } || receive is { Average: > 0 };
        return !hasAny ? []
            : [.. Removal(device), .. transmit is { Average: > 0 }
                ? (IReadOnlyList<string>[])[["qdisc", "show", "dev", device, "handle", "1:"]] : [], .. Limits(device, transmit, receive)];
    }

    /// <param name="device">The device.</param>
    /// <param name="transmit">What the host sends on it, and the guest receives from a tap.</param>
    /// <param name="receive">What the host receives on it.</param>
    /// <param name="isBridge">Of a network: the class that floors are taken from stands above.</param>
    /// <param name="hasRoot">The root is there already.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Limits(string device, BandwidthRate? transmit, BandwidthRate? receive, bool isBridge = false,
        bool hasRoot = false)
    {
        List<IReadOnlyList<string>> commands = [];
        if (transmit is { Average: > 0 })
        {
            commands.AddRange(Transmitted(device, transmit, isBridge, hasRoot));
        }

        if (receive is { Average: > 0 })
        {
            ulong burst = receive.Burst > 0 ? receive.Burst : Math.Min(receive.Average, uint.MaxValue / 1024);
            commands.Add(["qdisc", "add", "dev", device, "ingress"]);
            commands.Add(
            [
                "filter", "add", "dev", device, "parent", "ffff:", "protocol", "all", "u32", "match", "u32", "0", "0",
                "police", "rate", Rate(receive.Average), "burst", Size(burst), "mtu", "64kb", "drop", "flowid", ":1",
            ]);
        }

        return commands;
    }

    /// <summary>A guest's least rate on the bridge: a class of its own, and what packets belong to it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Floor(string bridge, uint classId, string mac, ulong floor, BandwidthRate network)
    {
        string id = classId.ToString("x", CultureInfo.InvariantCulture);
        string hex = mac.Replace(":", "", StringComparison.Ordinal);
        return
        [
            ["class", "add", "dev", bridge, "parent", "1:1", "classid", "1:" + id, "htb", "rate", Rate(floor), "ceil", Rate(Most(network)), "quantum",
                Quantum(floor)],
            ["qdisc", "add", "dev", bridge, "parent", "1:" + id, "handle", id + ":", "sfq", "perturb", "10"],
            [
                "filter", "add", "dev", bridge, "protocol", "ip", "prio", "2", "handle", FilterHandle(classId), "u32",
                "match", "u16", "0x0800", "0xffff", "at", "-2", "match", "u32", "0x" + hex[4..], "0xffffffff", "at", "-12", "match", "u16", "0x" + hex[..4],
                    "0xffff", "at", "-14",
                "flowid", "1:" + id,
            ],
        ];
    }

    /// <summary>Takes a guest's class away.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> FloorRemoval(string bridge, uint classId)
    {
        string id = classId.ToString("x", CultureInfo.InvariantCulture);
        return
        [
            ["filter", "del", "dev", bridge, "prio", "2", "handle", FilterHandle(classId), "u32"],
            ["qdisc", "del", "dev", bridge, "handle", id + ":"],
            ["class", "del", "dev", bridge, "classid", "1:" + id],
        ];
    }

    /// <summary>What all without a floor share: the network's rate without the floors.</summary>
    public static IReadOnlyList<string> Shared(string bridge, BandwidthRate network, ulong floors)
    {
        ulong rate = Most(network) - floors;
        return ["class", "change", "dev", bridge, "classid", "1:2", "htb", "rate", Rate(rate), "ceil", Rate(Most(network)), "quantum", Quantum(rate)];
    }

    /// <summary>What a network gives at most.</summary>
    public static ulong Most(BandwidthRate network) => network.Peak > 0 ? network.Peak : network.Average;

    private static IEnumerable<IReadOnlyList<string>> Transmitted(string device, BandwidthRate rate, bool isBridge, bool hasRoot)
    {
        string leaf = isBridge ? "1:2" : "1:1";
        List<string> limit = ["rate", Rate(rate.Average)];
        if (rate.Peak > 0)
        {
            limit.AddRange(["ceil", Rate(rate.Peak)]);
        }

        if (rate.Burst > 0)
        {
            limit.AddRange(["burst", Size(rate.Burst)]);
        }

        if (!hasRoot)
        {
            yield return ["qdisc", "add", "dev", device, "root", "handle", "1:", "htb", "default", isBridge ? "2" : "1"];
        }

        if (isBridge)
        {
            yield return ["class", "add", "dev", device, "parent", "1:", "classid", "1:1", "htb", "rate", Rate(rate.Average), "ceil", Rate(Most(rate)),
                "quantum", Quantum(rate.Average)];
        }

        yield return ["class", "add", "dev", device, "parent", isBridge ? "1:1" : "1:", "classid", leaf, "htb", .. limit, "quantum", Quantum(rate.Average)];
        yield return ["qdisc", "add", "dev", device, "parent", leaf, "handle", "2:", "sfq", "perturb", "10"];
        yield return ["filter", "add", "dev", device, "parent", "1:0", "protocol", "all", "prio", "1", "handle", "1", "fw", "flowid", "1"];
    }

    private static string FilterHandle(uint classId) => "800::" + (800 + classId).ToString(CultureInfo.InvariantCulture);

    private static string Quantum(ulong rate) => Math.Clamp((ulong)((UInt128)rate * 1024 / 8 / 1500), 1, LargestQuantum).ToString(CultureInfo.InvariantCulture);

    private static string Rate(ulong rate) => rate.ToString(CultureInfo.InvariantCulture) + "kbps";

    private static string Size(ulong size) => size.ToString(CultureInfo.InvariantCulture) + "kb";
}
