using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>What says how an interface behaves on the host's network: vlan, virtualport, bandwidth, port isolation, filterref.</summary>
public static class InterfaceConnectionReader
{
    private const int LongestProfileId = 39;

    /// <summary>The greatest average and peak in KiB/s, the greatest burst in KiB (libvirt 11.3, black box).</summary>
    private const ulong MaximumRate = 1UL << 54;
    private const ulong MaximumBurst = (1UL << 22) - 1;

    internal static void Read(XmlCursor cursor, Interface nic)
    {
        nic.Vlan = cursor.Child("vlan") is { } vlan ? ReadVlan(vlan) : null;
        nic.Bandwidth = cursor.Child("bandwidth") is { } bandwidth ? ReadBandwidth(bandwidth, nic.Type == InterfaceType.Network) : null;
        nic.PortIsolated = cursor.Child("port")?.YesNo("isolated");
        if (cursor.Child("filterref") is { } filter)
        {
            FilterRef? read = ReadFilterRef(filter);

            // libvirt reads it only where it can have an effect
            nic.FilterRef = nic.Type is InterfaceType.Ethernet or InterfaceType.Network or InterfaceType.Bridge ? read : null;
        }

        if (cursor.Child("virtualport") is not { } port)
        {
            return;
        }

        if (nic.Type is not (InterfaceType.Network or InterfaceType.Bridge or InterfaceType.Direct or InterfaceType.Hostdev))
        {
            throw port.Unsupported($"<virtualport> element unsupported for <interface type='{InterfaceType.Names[nic.Type]}'>");
        }

        nic.VirtualPort = ReadVirtualPort(port, isTypeRequired: nic.Type != InterfaceType.Network, isComplete: nic.Type != InterfaceType.Network);
    }

    public static Vlan ReadVlan(XmlCursor cursor)
    {
        string? trunk = cursor.NonEmpty("trunk");
        List<VlanTag> tags = [];
        bool isNative = false;
        foreach (XmlCursor tag in cursor.Children("tag"))
        {
            var id = (uint)(tag.Unsigned("id", uint.MaxValue) ?? throw tag.Error("Missing required attribute 'id' in element 'tag'"));
            if (id > 4095)
            {
                throw tag.Error($"vlan tag id {id} too large (maximum 4095)");
            }

            string? mode = tag.Text("nativeMode");
            if (mode is not (null or "tagged" or "untagged"))
            {
                throw tag.Error($"Invalid value for attribute 'nativeMode' in element 'tag': '{mode}'.");
            }

            if (mode is not null && isNative)
            {
                throw tag.Error("duplicate native vlan setting");
            }

            isNative |= mode is not null;
            tags.Add(new VlanTag(id, mode));
        }

        if (tags.Count == 0)
        {
            throw cursor.Error("missing tag id - each <vlan> must have at least one <tag id='n'/> subelement");
        }

        string? word = trunk?.ToLowerInvariant();
        bool isTrunk = word is "yes";
        return trunk is null || isTrunk ? new Vlan(isTrunk || tags.Count > 1, tags)
            : tags.Count > 1 ? throw cursor.Error($"invalid \"trunk='{trunk}'\" in <vlan> - trunk='yes' is required for more than one vlan tag")
            : isNative ? throw cursor.Error("invalid configuration in <vlan> - \"trunk='no'\" is not allowed with a native vlan id")
            : word is "no" ? new Vlan(false, tags)
            : throw cursor.Error($"invalid \"trunk='{trunk}'\" in <vlan> - must be yes or no");
    }

    /// <param name="cursor">The element &lt;bandwidth&gt;.</param>
    /// <param name="takesFloor">Whether a least rate can be promised here: on interfaces of a network, which shares out what it has.</param>
    public static Bandwidth? ReadBandwidth(XmlCursor cursor, bool takesFloor = true)
    {
        if (!takesFloor && (cursor.Child("inbound")?.Text("floor") ?? cursor.Child("outbound")?.Text("floor")) is not null)
        {
            throw cursor.Unsupported("floor attribute is not supported for this config: only interfaces of a network take one");
        }

        BandwidthRate? inbound = Rate(cursor.Child("inbound"), isInbound: true);
        BandwidthRate? outbound = Rate(cursor.Child("outbound"), isInbound: false);
        return inbound is null && outbound is null ? null : new Bandwidth(inbound, outbound);
    }

    /// <param name="isComplete">Everything that the type needs must be there; a network's or portgroup's share may be a part.</param>
    public static VirtualPort ReadVirtualPort(XmlCursor cursor, bool isTypeRequired, bool isComplete)
    {
        var port = new VirtualPort { Type = cursor.Text("type") };
        if (port.Type is null && isTypeRequired)
        {
            throw cursor.Error("missing required virtualport type");
        }

        if (port.Type is not (null or "802.1Qbg" or "802.1Qbh" or "openvswitch" or "midonet"))
        {
            throw cursor.Unsupported($"unknown virtualport type {port.Type}");
        }

        if (cursor.FirstChild("parameters") is { } parameters)
        {
            port.ManagerId = Parameter(parameters, "managerid", 0xff, "value of managerid out of range");
            port.TypeId = Parameter(parameters, "typeid", 0xffffff, "value for typeid out of range");
            port.TypeIdVersion = Parameter(parameters, "typeidversion", 0xff, "value of typeidversion out of range");
            port.InstanceId = Id(parameters, "instanceid");
            port.ProfileId = parameters.NonEmpty("profileid") is { Length: > LongestProfileId }
                ? throw parameters.Error("profileid parameter too long") : parameters.NonEmpty("profileid");
            port.InterfaceId = Id(parameters, "interfaceid");
        }

        if (port.Type == "midonet")
        {
            KeepInterfaceId(cursor, port);
        }

        CheckParameters(cursor, port, isComplete);
        return port;
    }

    private static void KeepInterfaceId(XmlCursor cursor, VirtualPort port)
    {
        if (port.ManagerId is null && port.TypeId is null && port.TypeIdVersion is null && port.InstanceId is null && port.ProfileId is null)
        {
            return;
        }

        cursor.Context.Ignored("<virtualport type='midonet'> has no parameter but 'interfaceid'", cursor.Position);
        port.ManagerId = port.TypeId = port.TypeIdVersion = null;
        port.InstanceId = null;
        port.ProfileId = null;
    }

    private static void CheckParameters(XmlCursor cursor, VirtualPort port, bool isComplete)
    {
        string? ofQbg = port.ManagerId is not null ? "managerid" : port.TypeId is not null ? "typeid" : port.TypeIdVersion is not null ? "typeidversion"
            : port.InstanceId is not null ? "instanceid" : null;
        string? extra = port.Type switch
        {
            "802.1Qbg" => port.ProfileId is not null ? "profileid" : port.InterfaceId is not null ? "interfaceid" : null,
            "802.1Qbh" => ofQbg ?? (port.InterfaceId is not null ? "interfaceid" : null),
            "openvswitch" => ofQbg,
            _ => null,
        };
        if (extra is not null)
        {
            throw cursor.Error($"extra {extra} unsupported in <virtualport type='{port.Type}'>");
        }

        if (!isComplete)
        {
            return;
        }

        if (port.Type == "802.1Qbg" && (port.ManagerId is null || port.TypeId is null || port.TypeIdVersion is null))
        {
            throw cursor.Error("<virtualport type='802.1Qbg'> needs managerid, typeid and typeidversion");
        }

        if (port.Type == "midonet" && port.InterfaceId is null)
        {
            throw cursor.Error("missing interfaceid in <virtualport type='midonet'>");
        }

        if (port.Type == "802.1Qbh" && port.ProfileId is null)
        {
            throw cursor.Error("<virtualport type='802.1Qbh'> needs profileid");
        }
    }

    private static BandwidthRate? Rate(XmlCursor? cursor, bool isInbound)
    {
        if (cursor is null)
        {
            return null;
        }

        ulong average = Limited(cursor, "average", MaximumRate);
        ulong peak = Limited(cursor, "peak", MaximumRate);
        ulong burst = Limited(cursor, "burst", MaximumBurst);
        ulong floor = isInbound ? cursor.ULong("floor") ?? 0 : 0;
        return average == 0 && floor == 0
            ? throw cursor.Error("'average' or 'floor' attributes are mandatory")
            : (peak != 0 || burst != 0) && average == 0
                ? throw cursor.Error("'peak' and 'burst' require 'average' attribute")
                : new BandwidthRate(average, peak, floor, burst);
    }

    private static ulong Limited(XmlCursor cursor, string attribute, ulong maximum) =>
        cursor.ULong(attribute) is not { } value ? 0
        : value <= maximum ? value
        : throw cursor.Error($"value '{value}' is too big for '{attribute}' parameter, maximum is '{maximum}'");

    private static FilterRef? ReadFilterRef(XmlCursor cursor)
    {
        string? filter = cursor.NonEmpty("filter");
        List<FilterParameter> parameters = [];
        foreach (XmlCursor parameter in cursor.Children("parameter"))
        {
            parameters.Add(new FilterParameter(parameter.RequiredText("name"), parameter.RequiredText("value")));
        }

        return filter is null ? null : new FilterRef(filter, [.. parameters.OrderBy(p => p.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Negative numbers count down from the largest one, and are too large.</summary>
    private static uint? Parameter(XmlCursor cursor, string attribute, uint most, string tooLarge)
    {
        if (cursor.Text(attribute) is not { } text)
        {
            return null;
        }

        bool isNegative = text.TrimStart().StartsWith('-');
        return !XmlCursor.TryAutoBase(isNegative ? text.TrimStart()[1..] : text, out ulong value)
                ? throw cursor.Error($"cannot parse value of {attribute} parameter")
            : isNegative || value > most ? throw cursor.Error(tooLarge)
            : (uint)value;
    }

    private static Guid? Id(XmlCursor cursor, string attribute) => cursor.NonEmpty(attribute) switch
    {
        null => null,
        var text when Guid.TryParse(text, out Guid id) => id,
        var text => throw cursor.Error($"cannot parse {attribute} parameter as a uuid"),
    };
}
