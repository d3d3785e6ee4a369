using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>
/// What the guest's memory is made of, and its NUMA nodes (completion.md 8, capabilities.md 2.6 and 2.7). Devices: <see cref="MemoryDeviceRulesPass"/>.
/// </summary>
internal sealed class MemoryRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        QemuCapabilities capabilities = context.Capabilities;
        if (domain.Cpu?.Numa is { HasHmat: true } numa && !capabilities.Has(Flags.NumaHmat))
        {
            throw DomainException.Unsupported("HMAT is not supported with this QEMU", numa.Position);
        }

        if (GuestMemory.HasHotplug(domain) && domain.Cpu?.Numa is null && !domain.IsPpc64() && !domain.IsS390Ccw())
        {
            throw DomainException.Unsupported("at least one numa node has to be configured when enabling memory hotplug");
        }

        if (domain.MemoryBacking is not { } backing)
        {
            return;
        }

        bool huge = backing.HugePages.Count > 0;
        if (huge && backing.Source == MemorySource.Anonymous)
        {
            throw DomainException.Unsupported("hugepages are not allowed with anonymous memory source", backing.Position);
        }

        if (huge && backing.Source == MemorySource.Memfd && !capabilities.Has(Flags.MemoryBackendMemfdHugetlb))
        {
            throw DomainException.Unsupported("hugepages is not supported with memfd memory source", backing.Position);
        }

        if (huge && backing.AllocationThreads is not null && !capabilities.Has(Flags.MemoryBackendFilePreallocThreads))
        {
            throw DomainException.Unsupported("preallocation threads are not supported with this QEMU", backing.Position);
        }
    }
}
