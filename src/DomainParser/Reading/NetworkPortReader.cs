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
            throw cursor.Refused($"expecting root element of 'networkport', not '{cursor.Name}'");
        }

        Guid uuid = Uuid(cursor, cursor.FirstChild("uuid"), "uuid");
        XmlCursor? owner = cursor.FirstChild("owner");
        string ownerName = owner?.FirstChild("name")?.Content ?? throw Missing(cursor, "owner name");
        Guid ownerUuid = Uuid(cursor, owner.FirstChild("uuid"), "owner UUID");
        string mac = cursor.FirstChild("mac")?.Text("address") ?? throw Missing(cursor, "mac");
        XmlCursor? bandwidth = cursor.FirstChild("bandwidth");
        var port = new NetworkPort
        {
            Uuid = uuid,
            OwnerName = ownerName,
            OwnerUuid = ownerUuid,
            Group = cursor.FirstChild("group")?.Content,
            Mac = NetworkWords.Mac(mac) ?? throw cursor.Refused($"Unable to parse MAC '{mac}'", RefusalKind.Internal),
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

    private static Guid Uuid(XmlCursor port, XmlCursor? element, string what)
    {
        string text = element?.Content ?? throw Missing(port, what);
        try
        {
            return UuidText.Parse(port, text);
        }
        catch (DomainException)
        {
            throw port.Refused($"Unable to parse UUID '{text}'", RefusalKind.Internal);
        }
    }

    private static DomainException Missing(XmlCursor port, string what) => port.Refused($"network port has no {what}", RefusalKind.Internal);

    private static NetworkPlug? Plug(XmlCursor cursor) => cursor.Text("type") switch
    {
        null or "none" => null,
        var type and ("network" or "bridge") => new NetworkBridgePlug(
            type == "network",
            cursor.Text("bridge") ?? throw cursor.Refused("Missing network port bridge name"),
            cursor.Text("macTableManager") switch
            {
                null or "default" => null,
                var word and ("kernel" or "libvirt") => word,
                var word => throw cursor.Refused($"Invalid macTableManager setting '{word}' in network port"),
            }),
        "direct" => new NetworkDirectPlug(
            cursor.Text("dev") ?? throw cursor.Refused("Missing network port link device name"),
            cursor.Text("mode") switch
            {
                null => "vepa",
                var mode and ("vepa" or "private" or "bridge" or "passthrough") => mode,
                var mode => throw cursor.Refused($"Invalid mode setting '{mode}' in network port"),
            }),
        "hostdev-pci" => new NetworkHostdevPlug(
            cursor.YesOrNo("managed"),
            cursor.FirstChild("driver")?.NonEmpty("name"),
            cursor.FirstChild("driver")?.NonEmpty("model"),
            DeviceAddressReader.ReadHostPci(cursor.FirstChild("address") ?? throw cursor.Refused("Missing network port PCI address", RefusalKind.Internal))),
        var type => throw cursor.Refused($"Invalid value for attribute 'type' in element 'plug': '{type}'."),
    };
}
