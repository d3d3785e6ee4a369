using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;networkport&gt; to <see cref="NetworkPort"/> (networks.md 7).</summary>
public static class NetworkPortReader
{
    /// <exception cref="DomainException">The text is no well-formed port XML, says something unknown, or lacks something.</exception>
    public static NetworkPort Read(string xml, ReadingContext context)
    {
        var cursor = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (cursor.Element.Name != "networkport")
        {
            throw cursor.Error($"unexpected root element <{cursor.Name}>, expecting <networkport>");
        }

        XmlCursor owner = cursor.FirstChild("owner") ?? throw cursor.Refused("Missing network port owner", RefusalKind.Internal);
        XmlCursor? bandwidth = cursor.FirstChild("bandwidth");
        string mac = cursor.FirstChild("mac")?.Text("address") ?? throw cursor.Refused("Missing MAC address element", RefusalKind.Internal);
        var port = new NetworkPort
        {
            Uuid = cursor.FirstChild("uuid")?.Content is { } uuid ? UuidText.Parse(cursor, uuid) : Guid.Empty,
            OwnerName = owner.FirstChild("name")?.Content ?? throw owner.Refused("Missing owner name", RefusalKind.Internal),
            OwnerUuid = UuidText.Parse(owner, owner.FirstChild("uuid")?.Content ?? throw owner.Refused("Missing owner UUID", RefusalKind.Internal)),
            Group = cursor.FirstChild("group")?.Content,
            Mac = NetworkWords.Mac(mac) ?? throw cursor.Refused($"Unable to parse MAC '{mac}'"),
            VirtualPort = cursor.FirstChild("virtualport") is { } virtualPort
                ? InterfaceConnectionReader.ReadVirtualPort(virtualPort, isTypeRequired: true, isComplete: true) : null,
            ClassId = bandwidth?.UInt("classID"),
            Bandwidth = bandwidth is null ? null : NetworkBandwidthReader.Read(bandwidth, takesFloor: true),
            Vlan = cursor.FirstChild("vlan") is { } vlan ? InterfaceConnectionReader.ReadVlan(vlan) : null,
            Isolated = cursor.FirstChild("port")?.YesOrNo("isolated"),
            TrustGuestRxFilters = cursor.FirstChild("rxfilters")?.YesOrNo("trustGuest"),
            Plug = cursor.FirstChild("plug") is { } plug ? Plug(plug) : null,
        };
        cursor.Finish();
        return port;
    }

    private static NetworkPlug? Plug(XmlCursor cursor) => cursor.Text("type") switch
    {
        null => throw cursor.Refused("Missing network port plug type attribute", RefusalKind.Internal),
        "none" => null,
        var type and ("network" or "bridge") => new NetworkBridgePlug(
            type == "network",
            cursor.Text("bridge") ?? throw cursor.Refused("Missing network port bridge name", RefusalKind.Internal),
            cursor.Text("macTableManager") switch
            {
                null or "default" => null,
                var word and ("kernel" or "libvirt") => word,
                var word => throw cursor.Refused($"Invalid macTableManager setting '{word}' in network port", RefusalKind.Internal),
            }),
        "direct" => new NetworkDirectPlug(
            cursor.Text("dev") ?? throw cursor.Refused("Missing network port link device name", RefusalKind.Internal),
            cursor.Text("mode") switch
            {
                null => "vepa",
                var mode and ("vepa" or "private" or "bridge" or "passthrough") => mode,
                var mode => throw cursor.Refused($"Unsupported mode '{mode}' in network port", RefusalKind.Internal),
            }),
        "hostdev-pci" => new NetworkHostdevPlug(
            cursor.YesOrNo("managed"),
            cursor.FirstChild("driver")?.NonEmpty("name"),
            cursor.FirstChild("driver")?.NonEmpty("model"),
            DeviceAddressReader.ReadHostPci(cursor.FirstChild("address") ?? throw cursor.Refused("Missing network port PCI address", RefusalKind.Internal))),
        var type => throw cursor.Refused($"Unexpected plug type '{type}' in network port"),
    };
}
