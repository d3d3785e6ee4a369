using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Networks;

namespace VirshLite.Conformance.Networks;

/// <summary>Limits of one device: inbound of the XML is what the host sends.</summary>
internal static class BandwidthCases
{
    public static (string Expected, string Actual) Run(NetworkCase given)
    {
        Bandwidth? bandwidth = given.File("bandwidth") is { } xml
            ? NetworkSectionReader.Open(xml, "bandwidth", "", new ReadingContext(new ReadingOptions { IgnoreUnknown = true })).Bandwidth()
            : null;
        string device = given.Text("interface")!;
        var domain = Guid.Parse(given.Text("vm_uuid") ?? Guid.Empty.ToString());
        return (given.Commands("commands"), bandwidth is null
            ? "" : NetworkCase.Lines(given.Text("backend") == "tc" ? Tc(device, bandwidth) : Ovs(device, domain, bandwidth)));
    }

    private static IEnumerable<IReadOnlyList<string>> Tc(string device, Bandwidth bandwidth) =>
        BandwidthCommands.Steps(device, bandwidth.Inbound, bandwidth.Outbound).Select(c => (IReadOnlyList<string>)["tc", .. c]);

    private static IEnumerable<IReadOnlyList<string>> Ovs(string device, Guid domain, Bandwidth bandwidth) =>
        OpenVswitchBandwidth.Tables.Select(t => OpenVswitchBandwidth.Find(t, device, domain))
            .Concat(OpenVswitchBandwidth.Limits(device, domain, bandwidth.Inbound, bandwidth.Outbound))
            .Select(c => (IReadOnlyList<string>)["ovs-vsctl", .. c]);
}
