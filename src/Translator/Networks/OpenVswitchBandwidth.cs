using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>
/// &lt;bandwidth&gt; on a port of an Open vSwitch bridge (network.md 8.4). Each list holds the words after ovs-vsctl; the double quotes belong to them.
/// </summary>
public static class OpenVswitchBandwidth
{
    /// <summary>The tables whose rows a port leaves behind, in the order in which they are looked through.</summary>
    public static readonly IReadOnlyList<string> Tables = ["queue", "qos"];

    /// <summary>Asks for the rows of a table that belong to a guest's port; each line of the answer is one row's id.</summary>
    public static IReadOnlyList<string> Find(string table, string device, Guid domain) =>
        ["--timeout=5", "--no-heading", "--columns=_uuid", "find", table, Vm(domain), Name(device)];

    /// <summary>Takes the limits off a port, so that its rows can go.</summary>
    public static IReadOnlyList<string> Clear(string device) => ["--timeout=5", "--if-exists", "clear", "port", device, "qos"];

    public static IReadOnlyList<string> Destroy(string table, string row) => ["--timeout=5", "--if-exists", "destroy", table, row];

    /// <param name="device">The port.</param>
    /// <param name="domain">The guest.</param>
    /// <param name="transmit">What the host sends, and the guest receives.</param>
    /// <param name="receive">What the host receives.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Limits(string device, Guid domain, BandwidthRate? transmit, BandwidthRate? receive)
    {
        List<IReadOnlyList<string>> commands = [];
        if (transmit is { Average: > 0 })
        {
            commands.Add(Transmitted(device, domain, transmit));
        }

        if (receive is { Average: > 0 })
        {
            List<string> words = ["--timeout=5", "set", "Interface", device, Text($"ingress_policing_rate={receive.Average * 8}")];
            if (receive.Burst > 0)
            {
                words.Add(Text($"ingress_policing_burst={receive.Burst * 8}"));
            }

            commands.Add(words);
        }
        else
        {
            commands.Add(["--timeout=5", "set", "Interface", device, "ingress_policing_rate=0", "ingress_policing_burst=0"]);
        }

        return commands;
    }

    private static List<string> Transmitted(string device, Guid domain, BandwidthRate rate)
    {
        List<string> limits = [Text($"other_config:min-rate={rate.Average * 8000}")];
        if (rate.Burst > 0)
        {
            limits.Add(Text($"other_config:burst={rate.Burst * 8192}"));
        }

        if (rate.Peak > 0)
        {
            limits.Add(Text($"other_config:max-rate={rate.Peak * 8000}"));
        }

        return
        [
            "--timeout=5", "set", "port", device, "qos=@qos1", Vm(domain), Name(device),
            "--", "--id=@qos1", "create", "qos", "type=linux-htb", .. limits, "queues:0=@queue0", Vm(domain), Name(device),
            "--", "--id=@queue0", "create", "queue", .. limits, Vm(domain), Name(device),
        ];
    }

    private static string Vm(Guid domain) => $"external-ids:vm-id=\"{domain}\"";

    private static string Name(string device) => $"external-ids:ifname=\"{device}\"";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
