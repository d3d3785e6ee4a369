using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Threads;

/// <summary>Iothread and main-loop objects (core-arguments.md 10).</summary>
internal static class IoThreadArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.IoThreads is not { } threads)
        {
            return;
        }

        foreach (IoThread thread in threads.Threads)
        {
            PropertyBag properties = CommandLineBuilder.Object("iothread", "iothread" + thread.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Pool(builder, properties, thread.Pool, thread.Position);
            builder.AddObject(properties.Add("poll-max-ns", thread.PollMaxNs).Add("poll-grow", thread.PollGrow).Add("poll-shrink", thread.PollShrink)
                .Add("poll-weight", thread.PollWeight));
        }

        if (threads.Default is { } main)
        {
            PropertyBag properties = CommandLineBuilder.Object("main-loop", "main-loop");
            Pool(builder, properties, main, SourcePosition.Unknown);
            builder.AddObject(properties);
        }
    }

    private static void Pool(CommandLineBuilder builder, PropertyBag properties, IoThreadPool pool, SourcePosition position)
    {
        if (!pool.IsEmpty && !builder.Capabilities.Has(Flags.IothreadThreadPoolMax))
        {
            throw DomainException.Unsupported("thread_pool_min and thread_pool_max are not supported by this QEMU", position);
        }

        properties.Add("thread-pool-min", pool.Minimum).Add("thread-pool-max", pool.Maximum);
    }
}
