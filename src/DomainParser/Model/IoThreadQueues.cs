namespace VirshLite.DomainParser.Model;

/// <summary>One &lt;iothread id=&gt; of &lt;driver&gt;&lt;iothreads&gt; with the queues that it serves; none = they are spread evenly.</summary>
public sealed record IoThreadQueues(uint Id, IReadOnlyList<uint> Queues);
