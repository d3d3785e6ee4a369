using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;actual&gt; of an interface in a guest's status: what its network came to (host-takeover.md 5).</summary>
internal static class InterfaceActualReader
{
    /// <summary>That of an interface, and whether its link was made for it.</summary>
    public static void ReadInto(XmlCursor cursor, Interface nic)
    {
        if (cursor.IsStatus)
        {
            nic.Resolution = cursor.Child("actual") is { } actual ? Read(actual) : null;
            nic.IsCreated = cursor.Child("privateData")?.Child("created")?.YesNo("value") == true;
        }
    }

    private static InterfaceResolution Read(XmlCursor cursor)
    {
        InterfaceType type = cursor.RequiredEnum("type", InterfaceType.Names);
        XmlCursor? source = cursor.Child("source");
        XmlCursor? bandwidth = cursor.Child("bandwidth");
        return new InterfaceResolution
        {
            Type = type,
            Managed = cursor.YesNo("managed") == true,
            TrustGuestRxFilters = cursor.YesNo("trustGuestRxFilters"),
            Bridge = source?.NonEmpty("bridge"),
            MacTableManagerLibvirt = source?.Text("macTableManager") == "libvirt",
            Device = source?.NonEmpty("dev"),
            DirectMode = source?.Enum("mode", DirectMode.Names) ?? DirectMode.Vepa,
            HostAddress = type == InterfaceType.Hostdev && source?.Child("address") is { } address ? DeviceAddressReader.ReadHostPci(address) : null,
            HostdevDriver = cursor.Child("driver")?.NonEmpty("name"),
            Vlan = cursor.Child("vlan") is { } vlan ? InterfaceConnectionReader.ReadVlan(vlan) : null,
            VirtualPort = cursor.Child("virtualport") is { } port
                ? InterfaceConnectionReader.ReadVirtualPort(port, isTypeRequired: false, isComplete: false) : null,
            BandwidthClass = bandwidth?.UInt("classID"),
            Bandwidth = bandwidth is not null ? InterfaceConnectionReader.ReadBandwidth(bandwidth, takesFloor: true) : null,
            PortIsolated = cursor.Child("port")?.YesNo("isolated"),
        };
    }
}
