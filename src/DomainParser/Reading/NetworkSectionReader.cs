using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>
/// Parts of network XML by themselves, as an update of a network gives them (networks.md 8). A partial one looks for an entry by what it says about it.
/// </summary>
public sealed class NetworkSectionReader
{
    private readonly XmlCursor cursor;
    private readonly string network;

    private NetworkSectionReader(XmlCursor cursor, string network) => (this.cursor, this.network) = (cursor, network);

    /// <exception cref="DomainException">The text is no well-formed XML, or another element.</exception>
    public static NetworkSectionReader Open(string xml, string element, string network, ReadingContext context)
    {
        var cursor = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        return cursor.Element.Name == element
            ? new(cursor, network)
            : throw cursor.Refused($"unexpected element <{cursor.Name}>, expecting <{element}>, while updating network '{network}'");
    }

    public DhcpHost DhcpHost(bool isIpv6, bool isPartial) => Whole(NetworkDhcpReader.Host(cursor, network, isIpv6, isPartial));

    public DhcpRange DhcpRange(NetworkIp ip) => Whole(NetworkDhcpReader.Range(cursor, network, ip));

    /// <summary>The name of a device.</summary>
    public string ForwardInterface()
    {
        cursor.IgnoreAttributes("connections");
        return Whole(cursor.Text("dev") ?? throw cursor.Refused("missing dev attribute in <interface> element"));
    }

    public NetworkPortGroup PortGroup() => Whole(NetworkReader.PortGroup(cursor));

    public NetworkDnsHost DnsHost(bool isPartial) => Whole(NetworkDnsReader.Host(cursor, network, isPartial));

    public NetworkText Text(bool isPartial) => Whole(NetworkDnsReader.Text(cursor, network, isPartial));

    public NetworkService Service(bool isPartial) => Whole(NetworkDnsReader.Service(cursor, network, isPartial));

    public Bandwidth? Bandwidth() => Whole(NetworkBandwidthReader.Read(cursor, takesFloor: true));

    private T Whole<T>(T read)
    {
        cursor.Finish();
        return read;
    }
}
