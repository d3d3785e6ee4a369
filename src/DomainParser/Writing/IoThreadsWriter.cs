using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;iothreads&gt; and what belongs to them.</summary>
internal static class IoThreadsWriter
{
    public static void Write(XmlOutput xml, IoThreads? threads)
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
                if (thread.PollMaxNs is not null || thread.PollGrow is not null || thread.PollShrink is not null || thread.PollWeight is not null)
                {
                    xml.Open("poll").Attr("max", thread.PollMaxNs).Attr("grow", thread.PollGrow).Attr("shrink", thread.PollShrink)
                        .Attr("weight", thread.PollWeight).Close();
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

    private static void Pool(XmlOutput xml, IoThreadPool pool) => xml.Attr("thread_pool_min", pool.Minimum).Attr("thread_pool_max", pool.Maximum);
}
