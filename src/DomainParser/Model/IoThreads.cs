namespace VirshLite.DomainParser.Model;

/// <summary>&lt;iothreads&gt;, &lt;iothreadids&gt; and &lt;defaultiothread&gt; (formatdomain, "IOThreads allocation").</summary>
public sealed class IoThreads
{
    /// <summary>The number in &lt;iothreads&gt;; null where the element is absent.</summary>
    public uint? Count { get; set; }

    /// <summary>Explicit ones in document order; completion appends the others.</summary>
    public List<IoThread> Threads { get; } = [];

    /// <summary>&lt;defaultiothread&gt;: bounds of the main loop's thread pool.</summary>
    public IoThreadPool? Default { get; set; }

    /// <summary>All ids, those that only the count asks for included: the lowest numbers that no explicit thread has (completion.md 4.4).</summary>
    public List<uint> Ids()
    {
        var ids = new List<uint>();
        foreach (IoThread thread in Threads)
        {
            ids.Add(thread.Id);
        }

        for (uint next = 1; ids.Count < Count; next++)
        {
            if (!ids.Contains(next))
            {
                ids.Add(next);
            }
        }

        return ids;
    }

    public IoThread? Find(uint id)
    {
        foreach (IoThread thread in Threads)
        {
            if (thread.Id == id)
            {
                return thread;
            }
        }

        return null;
    }
}

/// <summary>&lt;iothread id= …&gt;.</summary>
public sealed class IoThread
{
    public SourcePosition Position { get; set; }

    /// <summary>Counts from 1.</summary>
    public uint Id { get; set; }

    /// <summary>False for a thread that completion added because of the count alone.</summary>
    public bool IsExplicit { get; set; }

    public IoThreadPool Pool { get; } = new();

    public ulong? PollMaxNs { get; set; }

    public uint? PollGrow { get; set; }

    public uint? PollShrink { get; set; }

    public uint? PollWeight { get; set; }
}

/// <summary>Bounds of a thread pool.</summary>
public sealed class IoThreadPool
{
    public int? Minimum { get; set; }

    public int? Maximum { get; set; }

    public bool IsEmpty => Minimum is null && Maximum is null;
}
