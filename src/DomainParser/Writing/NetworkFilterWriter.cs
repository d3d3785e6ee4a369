using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary><see cref="NetworkFilter"/> and <see cref="NetworkFilterBinding"/> to XML as libvirt prints them (nwfilter.md 2).</summary>
public static class NetworkFilterWriter
{
    public static string Write(NetworkFilter filter)
    {
        var xml = new XmlOutput();
        xml.Open("filter").Attr("name", filter.Name).Attr("chain", filter.Chain).Attr("priority", filter.ChainPriority == 0 ? null : filter.ChainPriority);
        xml.Element("uuid", filter.Uuid?.ToString("D"));
        foreach (NetworkFilterEntry entry in filter.Entries)
        {
            switch (entry)
            {
                case NetworkFilterReference reference:
                    InterfaceConnectionWriter.WriteFilterRef(xml, reference.Filter);
                    break;
                case NetworkFilterRule rule:
                    WriteRule(xml, rule);
                    break;
            }
        }

        return xml.CloseEmptyBlock().ToString();
    }

    public static string Write(NetworkFilterBinding binding)
    {
        var xml = new XmlOutput();
        xml.Open("filterbinding");
        xml.Open("owner").Element("name", binding.OwnerName).Element("uuid", binding.OwnerUuid.ToString("D")).Close();
        xml.Open("portdev").Attr("name", binding.Port).Close();
        if (binding.Link is { } link)
        {
            xml.Open("linkdev").Attr("name", link).Close();
        }

        xml.Open("mac").Attr("address", binding.Mac).Close();
        InterfaceConnectionWriter.WriteFilterRef(xml, binding.Filter);
        return xml.Close().ToString();
    }

    private static void WriteRule(XmlOutput xml, NetworkFilterRule rule)
    {
        xml.Open("rule").Attr("action", FilterAction.Names[rule.Action]).Attr("direction", FilterDirection.Names[rule.Direction])
            .Attr("priority", rule.Priority)
            .Attr("statematch", rule.StateMatch ? null : "false");
        if (rule.Protocol is { } protocol)
        {
            foreach (bool isNegated in (bool[])[false, true])
            {
                List<FilterAttribute> set = [.. protocol.Attributes.Where(a =>
                    rule.Values.TryGetValue(a.Name, out FilterValue? v) && v.IsNegated == isNegated)];
                if (set.Count > 0 || (!isNegated && rule.Values.Count == 0))
                {
                    xml.Open(protocol.Name).Attr("match", isNegated ? "no" : null);
                    set.ForEach(a => xml.Attr(a.Name, rule.Values[a.Name].Text));
                    xml.Close();
                }
            }
        }

        xml.Close();
    }
}
