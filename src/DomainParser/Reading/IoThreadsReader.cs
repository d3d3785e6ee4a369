using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;iothreads&gt;, &lt;iothreadids&gt;, &lt;defaultiothread&gt; (completion.md 4.4).</summary>
internal static class IoThreadsReader
{
    public static IoThreads? Read(XmlCursor root)
    {
        uint? count = root.FilledChild("iothreads")?.ContentUInt();
        if (count > Bounds.IoThreads)
        {
            throw root.Child("iothreads")!.Error($"<iothreads> holds {count}: no guest can have more than {Bounds.IoThreads}");
        }

        var threads = new IoThreads { Count = count };
        if (root.Child("iothreadids") is { } ids)
        {
            foreach (XmlCursor child in ids.Children("iothread"))
            {
                threads.Threads.Add(Thread(child, threads));
            }
        }

        if (root.Child("defaultiothread") is { } main)
        {
            var pool = new IoThreadPool();
            Pool(main, pool);
            threads.Default = pool.IsEmpty ? null : pool;
        }

        return count is null && threads.Threads.Count == 0 && threads.Default is null ? null : threads;
    }

    private static IoThread Thread(XmlCursor cursor, IoThreads threads)
    {
        uint id = cursor.UInt("id") is { } given and > 0 ? given : throw cursor.Error("<iothread> needs the attribute 'id', counting from 1");
        if (threads.Find(id) is not null)
        {
            throw cursor.Error($"iothread {id} is there more than once");
        }

        var thread = new IoThread { Position = cursor.Position, Id = id, IsExplicit = true };
        Pool(cursor, thread.Pool);
        if (cursor.Since("9.4").Child("poll") is { } poll)
        {
            thread.PollMaxNs = poll.ULong("max");
            thread.PollGrow = poll.UInt("grow");
            thread.PollShrink = poll.UInt("shrink");
            thread.PollWeight = poll.Since("12.7").UInt("weight");
        }

        return thread;
    }

    private static void Pool(XmlCursor cursor, IoThreadPool pool)
    {
        pool.Minimum = NotNegative(cursor, "thread_pool_min");
        pool.Maximum = NotNegative(cursor, "thread_pool_max");
        if (pool is { Minimum: { } minimum, Maximum: { } maximum } && minimum > maximum)
        {
            throw cursor.Error("thread_pool_min is larger than thread_pool_max");
        }
    }

    private static int? NotNegative(XmlCursor cursor, string attribute)
    {
        int? value = cursor.Int(attribute);
        return value < 0 ? throw cursor.Error($"the attribute '{attribute}' of <{cursor.Name}> cannot be negative") : value;
    }
}
