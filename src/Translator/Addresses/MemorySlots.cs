using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>Slots of DIMMs (addresses.md 4.4); only where the guest has hotpluggable memory.</summary>
internal static class MemorySlots
{
    public static void Assign(Domain domain)
    {
        if (domain.MaxMemoryKiB is null or 0)
        {
            return;
        }

        HashSet<uint> taken = [];
        foreach (MemoryDevice memory in domain.MemoryDevices)
        {
            if (memory.Address is DimmAddress address && !taken.Add(address.Slot))
            {
                throw DomainException.Unsupported(
                    $"memory device slot '{address.Slot}' is already being used by another memory device", memory.Position);
            }
        }

        uint next = 0;
        foreach (MemoryDevice memory in domain.MemoryDevices)
        {
            if (memory.Model is not (MemoryModel.Dimm or MemoryModel.Nvdimm) || memory.Address is not null)
            {
                continue;
            }

            while (taken.Contains(next))
            {
                next++;
            }

            if (next >= domain.MemorySlots)
            {
                throw DomainException.Internal($"count of memory devices requiring memory slots is larger than the {domain.MemorySlots} slots of <maxMemory>",
                    memory.Position);
            }

            memory.Address = new DimmAddress { Slot = next++ };
        }
    }
}
