using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Threads;

/// <summary>The property <c>iothread-vq-mapping</c> of virtio-blk and virtio-scsi.</summary>
internal static class IoThreadMapping
{
    /// <summary>One object an iothread, with its queues where they are given; null where there is no mapping.</summary>
    public static IEnumerable<PropertyValue>? Of(List<IoThreadQueues> threads)
    {
        if (threads.Count == 0)
        {
            return null;
        }

        List<PropertyValue> items = [];
        foreach (IoThreadQueues thread in threads)
        {
            PropertyBag item = new PropertyBag().Add("iothread", string.Create(CultureInfo.InvariantCulture, $"iothread{thread.Id}"));
            if (thread.Queues.Count > 0)
            {
                item.AddArray("vqs", thread.Queues.Select(queue => (PropertyValue)new NumberProperty(queue)));
            }

            items.Add(new ObjectProperty(item));
        }

        return items;
    }
}
