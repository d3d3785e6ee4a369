using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Threads;

/// <summary>&lt;iothreads&gt; of a disk's or virtio-scsi controller's driver against its queues and the domain's threads (storage.md 17.4).</summary>
internal static class IoThreadRules
{
    public static void CheckMapping(IReadOnlyList<IoThreadQueues> mapping, uint queues, Domain domain, SourcePosition position)
    {
        if (mapping.Count == 0)
        {
            return;
        }

        bool hasQueues = mapping[0].Queues.Count > 0;
        var seen = new HashSet<uint>();
        var taken = new HashSet<uint>();
        foreach (IoThreadQueues iothread in mapping)
        {
            Require(seen.Add(iothread.Id), position, $"duplicate mapping for iothread '{iothread.Id}'");
            CheckExists(iothread.Id, domain, position);
            Require(iothread.Queues.Count > 0 == hasQueues, position, "iothread to queue mapping must be provided for all iothreads or for none");
            foreach (uint queue in iothread.Queues)
            {
                Require(queues != 0, position, "'queue' count must be configured for explicit iothread to queue mapping: the attribute 'queues' of <driver>");
                Require(queue < queues, position, $"iothread queue '{queue}' mapping out of range: there are {queues} queues");
                Require(taken.Add(queue), position, $"iothread queue '{queue}' is already assigned");
            }
        }

        Require(!hasQueues || taken.Count == queues, position, $"missing iothread mapping for {queues - (uint)taken.Count} of {queues} queues");
    }

    public static void CheckExists(uint id, Domain domain, SourcePosition position) =>
        Require(domain.IoThreads?.Ids().Contains(id) == true, position, $"iothread '{id}' is not defined in iothreadid: <iothreads> has too few");
}
