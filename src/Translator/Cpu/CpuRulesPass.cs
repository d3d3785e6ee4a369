using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>Refuses combinations inside &lt;cpu&gt; that mean nothing (cpu.md 10).</summary>
internal sealed class CpuRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Cpu is not { } cpu)
        {
            return;
        }

        bool isHostCpu = cpu.Mode is CpuMode.HostPassthrough or CpuMode.Maximum;
        if (cpu.Mode == CpuMode.Maximum && !context.Capabilities.Has(Flags.CpuMax))
        {
            throw DomainException.Unsupported("maximum CPU is not supported by QEMU binary", cpu.Position);
        }

        if (cpu is { HasNoModel: true, Check: not null })
        {
            throw DomainException.Unsupported("check attribute specified for CPU with no model", cpu.Position);
        }

        if (cpu.Migratable == true && !context.Capabilities.Has(Flags.CpuMigratable))
        {
            throw DomainException.Unsupported("the CPU attribute 'migratable' is not supported by QEMU binary", cpu.Position);
        }

        if (cpu.Cache is { } cache)
        {
            CheckCache(domain, cpu, cache, isHostCpu);
        }

        if (cpu.MaxPhysAddr is { } address)
        {
            CheckMaxPhysAddr(domain, cpu, address);
        }
    }

    private static void CheckCache(Domain domain, DomainParser.Model.Cpu cpu, CpuCache cache, bool isHostCpu)
    {
        if (!domain.IsX86())
        {
            throw DomainException.Unsupported($"CPU cache specification is not supported for '{domain.Os.Arch}' architecture", cpu.Position);
        }

        switch (cache.Mode)
        {
            case CpuCacheMode.Emulate when cache.Level != 3:
                throw DomainException.Unsupported("CPU cache mode 'emulate' can only be used with level='3'", cpu.Position);
            case CpuCacheMode.Passthrough when !isHostCpu:
                throw DomainException.Unsupported(
                    "CPU cache mode 'passthrough' can only be used with 'host-passthrough' and 'maximum' CPUs", cpu.Position);
            case CpuCacheMode.Passthrough or CpuCacheMode.Disable when cache.Level is not null:
                throw DomainException.Unsupported(
                    $"CPU cache mode '{CpuCacheMode.Names[cache.Mode]}' has no level: the attribute 'level' is unsupported for it", cpu.Position);
            default:
                break;
        }
    }

    private static void CheckMaxPhysAddr(Domain domain, DomainParser.Model.Cpu cpu, CpuMaxPhysAddr address)
    {
        if (!domain.IsX86())
        {
            throw DomainException.Unsupported(
                $"CPU maximum physical address bits specification is not supported for '{domain.Os.Arch}' architecture", cpu.Position);
        }

        switch (address.Mode)
        {
            case CpuMaxPhysAddrMode.Passthrough when address.Bits is not null:
                throw DomainException.Unsupported(
                    "CPU maximum physical address bits: a number of bits cannot be used with mode='passthrough'", cpu.Position);
            case CpuMaxPhysAddrMode.Emulate when address.Limit is not null:
                throw DomainException.Unsupported("CPU maximum physical address bits: a limit belongs to mode='passthrough'", cpu.Position);
            default:
                break;
        }
    }
}
