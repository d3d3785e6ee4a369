using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;dns&gt; of a network; nothing where it says nothing.</summary>
internal static class NetworkDnsWriter
{
    public static void Write(XmlOutput xml, NetworkDns dns)
    {
        bool hasRecords = dns.Forwarders.Count > 0 || dns.Texts.Count > 0 || dns.Services.Count > 0 || dns.Hosts.Count > 0;
        if (!hasRecords && dns.Enabled is null && dns.ForwardPlainNames is null)
        {
            return;
        }

        xml.Open("dns").YesNo("enable", dns.Enabled).YesNo("forwardPlainNames", dns.ForwardPlainNames);
        foreach (NetworkForwarder forwarder in dns.Forwarders)
        {
            xml.Open("forwarder").Attr("domain", forwarder.Domain).Attr("addr", forwarder.Address?.ToString()).Close();
        }

        foreach (NetworkText text in dns.Texts)
        {
            xml.Open("txt").Attr("name", text.Name).Attr("value", text.Value).Close();
        }

        foreach (NetworkService service in dns.Services)
        {
            xml.Open("srv").Attr("service", service.Service).Attr("protocol", service.Protocol).Attr("domain", service.Domain).Attr("target", service.Target)
                .Attr("port", Given(service.Port)).Attr("priority", Given(service.Priority)).Attr("weight", Given(service.Weight)).Close();
        }

        foreach (NetworkDnsHost host in dns.Hosts)
        {
            xml.Open("host").Attr("ip", host.Address?.ToString()).EndStart();
            foreach (string name in host.Names)
            {
                xml.Element("hostname", name);
            }

            xml.Close();
        }

        xml.Close();
    }

    private static uint? Given(uint value) => value == 0 ? null : value;
}
