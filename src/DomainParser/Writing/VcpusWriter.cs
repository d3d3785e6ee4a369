using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;vcpu&gt; and &lt;vcpus&gt;.</summary>
internal static class VcpusWriter
{
    public static void Write(XmlOutput xml, Vcpus vcpus)
    {
        xml.Open("vcpu").Attr("placement", vcpus.Placement, VcpuPlacement.Names).Attr("cpuset", vcpus.CpuSet?.ToString());
        uint online = vcpus.OnlineCount;
        xml.Attr("current", online == vcpus.Maximum ? null : online).CloseWith(vcpus.Maximum);
        if (vcpus.Individual.Count == 0)
        {
            return;
        }

        xml.Open("vcpus");
        foreach (Vcpu vcpu in vcpus.Individual)
        {
            xml.Open("vcpu").Attr("id", vcpu.Id).YesNo("enabled", vcpu.Enabled).YesNo("hotpluggable", vcpu.Hotpluggable).Attr("order", vcpu.Order).Close();
        }

        xml.Close();
    }
}
