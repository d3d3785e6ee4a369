using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>Which guest NUMA nodes get which huge pages (completion.md 4.3).</summary>
internal sealed class HugePagesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.MemoryBacking is not { HugePages.Count: > 0 } backing)
        {
            return;
        }

        int nodes = context.Domain.Cpu?.Numa?.Cells.Count ?? 0;
        HugePage? master = null;
        NumberSet taken = NumberSet.Empty;
        foreach (HugePage page in backing.HugePages)
        {
            if (nodes == 0 && page.Nodeset is { } set && set.Maximum == 0)
            {
                page.Nodeset = null;
            }

            if (page.Nodeset is null)
            {
                if (master is not null)
                {
                    throw DomainException.Internal($"two master hugepages detected: {page.SizeKiB} and {master.SizeKiB}; all but one need a 'nodeset'",
                        page.Position);
                }

                master = page;
                continue;
            }

            Check(page, page.Nodeset, nodes, taken);
            taken = taken.Union(page.Nodeset);
        }
    }

    private static void Check(HugePage page, NumberSet set, int nodes, NumberSet taken)
    {
        foreach (uint node in set.Members())
        {
            if (node >= Math.Max(nodes, 1))
            {
                throw new DomainException($"hugepages: node {node} not found", page.Position);
            }
        }

        if (taken.Overlaps(set))
        {
            throw new DomainException($"nodeset {set} overlaps with another huge page size", page.Position);
        }
    }
}
