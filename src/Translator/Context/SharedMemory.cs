using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Context;

/// <summary>Whether other processes can map the guest's memory, as vhost-user devices need it.</summary>
internal static class SharedMemory
{
    /// <summary>All of it: every NUMA cell, by its own word or by &lt;memoryBacking&gt;&lt;access mode='shared'&gt;.</summary>
    public static bool IsShared(Domain domain)
    {
        MemoryAccess? usual = domain.MemoryBacking?.Access;
        if (domain.Cpu?.Numa is not { Cells.Count: > 0 } numa)
        {
            return usual == MemoryAccess.Shared;
        }

        foreach (NumaCell cell in numa.Cells)
        {
            if ((cell.MemAccess ?? usual) != MemoryAccess.Shared)
            {
                return false;
            }
        }

        return true;
    }
}
