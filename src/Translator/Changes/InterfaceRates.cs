using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Changes;

/// <summary>
/// &lt;bandwidth&gt; of one interface: <c>domiftune</c> (live-changes.md 7). null = as it is; an average of 0 takes the direction's limits away.
/// </summary>
public sealed record InterfaceRates(BandwidthRate? Inbound, BandwidthRate? Outbound)
{
    /// <param name="inbound">AVERAGE[,PEAK,BURST,FLOOR]; null = not given.</param>
    /// <param name="outbound">AVERAGE[,PEAK,BURST].</param>
    /// <exception cref="DomainException">That is no rate.</exception>
    public static InterfaceRates Of(string? inbound, string? outbound) => new(Parse(inbound, hasFloor: true), Parse(outbound, hasFloor: false));

    /// <summary>As <c>domiftune</c> shows them.</summary>
    public static string Text(Interface nic)
    {
        BandwidthRate none = new(0, 0, 0, 0);
        BandwidthRate inbound = nic.Bandwidth?.Inbound ?? none;
        BandwidthRate outbound = nic.Bandwidth?.Outbound ?? none;
        IEnumerable<(string Name, ulong Value)> shown =
        [
            ("inbound.average", inbound.Average), ("inbound.peak", inbound.Peak), ("inbound.burst", inbound.Burst), ("inbound.floor", inbound.Floor),
            ("outbound.average", outbound.Average), ("outbound.peak", outbound.Peak), ("outbound.burst", outbound.Burst),
        ];
        return ParameterText.Of(shown.Select(v => (v.Name, v.Value.ToString(CultureInfo.InvariantCulture))));
    }

    /// <exception cref="DomainException">Interfaces of this type have no limits.</exception>
    public IEnumerable<PlanStep> Live(Interface nic)
    {
        if (nic.ActualType is not (InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Ethernet))
        {
            throw DomainException.Unsupported($"setting bandwidth on interfaces of type '{InterfaceType.Names[nic.ActualType]}' is not implemented yet");
        }

        Bandwidth? before = nic.Bandwidth;
        Bandwidth? wanted = Merged(before);
        var from = new Interface { Type = nic.Type, Bandwidth = before, VirtualPort = nic.VirtualPort };
        var to = new Interface { Type = nic.Type, Bandwidth = wanted, VirtualPort = nic.VirtualPort };
        yield return new AdaptInterface(nic.TargetDevice ?? "", from, to)
        {
            Undo = [new AdaptInterface(nic.TargetDevice ?? "", to, from) { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        };
        nic.Bandwidth = wanted;
    }

    public void Config(Interface nic) => nic.Bandwidth = Merged(nic.Bandwidth);

    private Bandwidth? Merged(Bandwidth? present)
    {
        BandwidthRate? inbound = Kept(Inbound ?? present?.Inbound);
        BandwidthRate? outbound = Kept(Outbound ?? present?.Outbound);
        return inbound is null && outbound is null ? null : new Bandwidth(inbound, outbound);
    }

    private static BandwidthRate? Kept(BandwidthRate? rate) => rate is { Average: 0, Floor: 0 } ? null : rate;

    private static BandwidthRate? Parse(string? text, bool hasFloor)
    {
        if (text is null)
        {
            return null;
        }

        ulong?[] values = RateText.Parse(text, hasFloor);
        return new BandwidthRate(values[0] ?? 0, values[1] ?? 0, values[3] ?? 0, values[2] ?? 0);
    }
}
