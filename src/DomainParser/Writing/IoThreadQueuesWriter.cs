using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;iothreads&gt; inside the &lt;driver&gt; of a disk or virtio-scsi controller.</summary>
internal static class IoThreadQueuesWriter
{
    public static void Write(XmlOutput xml, IReadOnlyList<IoThreadQueues> iothreads)
    {
        if (iothreads.Count == 0)
        {
            return;
        }

        xml.Open("iothreads");
        foreach (IoThreadQueues iothread in iothreads)
        {
            xml.Open("iothread").Attr("id", iothread.Id);
            foreach (uint queue in iothread.Queues)
            {
                xml.Open("queue").Attr("id", queue).Close();
            }

            xml.Close();
        }

        xml.Close();
    }
}
