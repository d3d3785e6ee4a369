using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;ip&gt; of a network, always with an end tag of its own.</summary>
internal static class NetworkIpWriter
{
    public static void Write(XmlOutput xml, NetworkIp ip)
    {
        WritePlace(xml.Open("ip"), ip).YesNo("localPtr", ip.LocalPtr).EndStart();
        if (ip.TftpRoot is not null)
        {
            xml.Open("tftp").Attr("root", ip.TftpRoot).Close();
        }

        if (ip.HasDhcp)
        {
            xml.Open("dhcp");
            foreach (DhcpRange range in ip.Ranges)
            {
                WriteLease(xml.Open("range").Attr("start", range.Start.ToString()).Attr("end", range.End.ToString()), range.Lease).Close();
            }

            foreach (DhcpHost host in ip.Hosts)
            {
                WriteLease(WriteHost(xml, host), host.Lease).Close();
            }

            if (ip.Boot is { } boot)
            {
                xml.Open("bootp").Attr("file", boot.File).Attr("server", boot.Server).Close();
            }

            xml.Close();
        }

        xml.Close();
    }

    /// <summary>The start tag of a DHCP host, still open.</summary>
    internal static XmlOutput WriteHost(XmlOutput xml, DhcpHost host) =>
        xml.Open("host").Attr("mac", host.Mac).Attr("id", host.Id).Attr("name", host.Name).Attr("ip", host.Address?.ToString());

    internal static XmlOutput WritePlace(XmlOutput xml, NetworkPlace place) =>
        xml.Attr("family", place.Family).Attr("address", place.Address.ToString()).Attr("netmask", place.Netmask?.ToString())
            .Attr("prefix", place.WrittenPrefix);

    private static XmlOutput WriteLease(XmlOutput xml, NetworkLease? lease) => lease is null ? xml
        : xml.Open("lease").Attr("expiry", lease.Expiry).Attr("unit", lease.Expiry == 0 ? null : lease.Unit).Close();
}
