using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>vlan, virtualport, bandwidth and filterref as libvirt prints them.</summary>
internal static class InterfaceConnectionWriter
{
    public static void WriteVlan(XmlOutput xml, Vlan? vlan)
    {
        if (vlan is null)
        {
            return;
        }

        xml.Open("vlan").YesNo("trunk", vlan.Trunk ? true : null);
        foreach (VlanTag tag in vlan.Tags)
        {
            xml.Open("tag").Attr("id", tag.Id).Attr("nativeMode", tag.NativeMode).Close();
        }

        xml.Close();
    }

    public static void WriteVirtualPort(XmlOutput xml, VirtualPort? port)
    {
        if (port is null || (port.Type is null && !port.HasParameters))
        {
            return;
        }

        xml.Open("virtualport").Attr("type", port.Type);
        if (port.HasParameters)
        {
            xml.Open("parameters").Attr("managerid", port.ManagerId).Attr("typeid", port.TypeId).Attr("typeidversion", port.TypeIdVersion)
                .Attr("instanceid", port.InstanceId?.ToString("D")).Attr("interfaceid", port.InterfaceId?.ToString("D")).Attr("profileid", port.ProfileId)
                    .Close();
        }

        xml.Close();
    }

    public static void WriteBandwidth(XmlOutput xml, Bandwidth? bandwidth, uint? classId = null)
    {
        if (bandwidth is null)
        {
            return;
        }

        xml.Open("bandwidth").Attr("classID", classId).EndStart();
        WriteRate(xml, "inbound", bandwidth.Inbound);
        WriteRate(xml, "outbound", bandwidth.Outbound);
        xml.Close();
    }

    public static void WriteFilterRef(XmlOutput xml, FilterRef? filter)
    {
        if (filter is null)
        {
            return;
        }

        xml.Open("filterref").Attr("filter", filter.Filter);
        foreach (FilterParameter parameter in filter.Parameters)
        {
            xml.Open("parameter").Attr("name", parameter.Name).Attr("value", parameter.Value).Close();
        }

        xml.Close();
    }

    private static void WriteRate(XmlOutput xml, string name, BandwidthRate? rate)
    {
        if (rate is { Average: > 0 } or { Floor: > 0 })
        {
            xml.Open(name).Attr("average", Set(rate.Average)).Attr("peak", Set(rate.Peak)).Attr("floor", Set(rate.Floor)).Attr("burst", Set(rate.Burst))
                .Close();
        }
    }

    private static ulong? Set(ulong value) => value == 0 ? null : value;
}
