using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;vcpu&gt;, &lt;vcpus&gt;, &lt;iothreads&gt; and what belongs to them, &lt;throttlegroups&gt;.</summary>
internal static class ThreadsWriter
{
    public static void Vcpus(XmlOutput xml, Vcpus vcpus)
    {
        xml.Open("vcpu").Attr("placement", vcpus.Placement, VcpuPlacementNames.All).Attr("cpuset", vcpus.CpuSet?.ToString());
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

    public static void IoThreads(XmlOutput xml, IoThreads? threads)
    {
        if (threads is null)
        {
            return;
        }

        xml.Element("iothreads", threads.Count is 0 ? null : threads.Count);
        if (threads.Threads.Exists(t => t.IsExplicit))
        {
            xml.Open("iothreadids");
            foreach (IoThread thread in threads.Threads)
            {
                xml.Open("iothread").Attr("id", thread.Id);
                Pool(xml, thread.Pool);
                if (thread.PollMaxNs is not null || thread.PollGrow is not null || thread.PollShrink is not null)
                {
                    xml.Open("poll").Attr("max", thread.PollMaxNs).Attr("grow", thread.PollGrow).Attr("shrink", thread.PollShrink).Close();
                }

                xml.Close();
            }

            xml.Close();
        }

        if (threads.Default is { } main)
        {
            xml.Open("defaultiothread");
            Pool(xml, main);
            xml.Close();
        }
    }

    public static void ThrottleGroups(XmlOutput xml, List<ThrottleGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        xml.Open("throttlegroups");
        foreach (ThrottleGroup group in groups)
        {
            xml.Open("throttlegroup");
            ThrottleLimitsWriter.Write(xml, group.Limits);
            xml.Element("group_name", group.Name).Close();
        }

        xml.Close();
    }

    private static void Pool(XmlOutput xml, IoThreadPool pool) => xml.Attr("thread_pool_min", pool.Minimum).Attr("thread_pool_max", pool.Maximum);
}
