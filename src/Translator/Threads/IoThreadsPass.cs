using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Threads;

/// <summary>Gives each iothread that only the count asks for the lowest free number (completion.md 4.4).</summary>
internal sealed class IoThreadsPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.IoThreads is not { } threads)
        {
            return;
        }

        List<uint> ids = threads.Ids();
        for (int i = threads.Threads.Count; i < ids.Count; i++)
        {
            threads.Threads.Add(new IoThread { Id = ids[i] });
        }

        threads.Count = (uint)threads.Threads.Count;
    }
}
