using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;iothreads&gt; inside the &lt;driver&gt; of a disk or virtio-scsi controller.</summary>
internal static class IoThreadQueuesReader
{
    /// <summary>In document order; empty where the element is absent.</summary>
    public static List<IoThreadQueues> Read(XmlCursor driver)
    {
        List<IoThreadQueues> list = [];
        foreach (XmlCursor iothread in driver.Child("iothreads")?.Children("iothread") ?? [])
        {
            uint id = iothread.UInt("id") ?? throw iothread.Error("<iothread> needs the attribute 'id'");
            if (id == 0)
            {
                throw iothread.Error("iothread ids count from 1");
            }

            List<uint> queues = [];
            foreach (XmlCursor queue in iothread.Children("queue"))
            {
                queues.Add(queue.UInt("id") ?? throw queue.Error("<queue> needs the attribute 'id'"));
            }

            list.Add(new IoThreadQueues(id, queues));
        }

        return list;
    }
}
