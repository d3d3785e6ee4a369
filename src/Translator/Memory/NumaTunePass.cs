using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Memory;

/// <summary>Where memory and vCPUs are placed on the host: by the XML, or by advice at the start (completion.md 4.3).</summary>
internal sealed class NumaTunePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Vcpus vcpus = domain.Vcpus;
        vcpus.Placement ??= VcpuPlacement.Static;
        if (vcpus.Placement == VcpuPlacement.Auto && domain.NumaTune is not ({ Memory: not null } or { HasEmptyMemory: true }))
        {
            domain.NumaTune ??= new NumaTune { Position = vcpus.Position };
            domain.NumaTune.Memory = new NumaTuneMemory { Position = vcpus.Position, Placement = NumaPlacement.Auto };
        }

        if (domain.NumaTune is not { } tune)
        {
            return;
        }

        foreach (NumaTuneNode node in tune.Nodes.Values)
        {
            node.Mode ??= NumaMode.Strict;
        }

        if (tune.Memory is null && tune.Nodes.Values.FirstOrDefault(n => n.Mode == NumaMode.Restrictive) is { } lone)
        {
            throw new DomainException("'restrictive' mode is required in memory element when mode is 'restrictive' in memnode element", lone.Position);
        }

        if (tune.Memory is { } memory)
        {
            Memory(vcpus, memory);
            Check(tune, memory);
            bool isPinned = vcpus.CpuSet is not null || domain.CpuTune is { VcpuPins.Count: > 0 } or { EmulatorPin: not null } or { IoThreadPins.Count: > 0 };
            if (memory.Placement == NumaPlacement.Auto && !isPinned)
            {
                vcpus.Placement = VcpuPlacement.Auto;
            }
        }
    }

    private static void Memory(Vcpus vcpus, NumaTuneMemory memory)
    {
        memory.Mode ??= NumaMode.Strict;
        memory.Placement ??= memory.Nodeset is not null || vcpus.Placement == VcpuPlacement.Static ? NumaPlacement.Static : NumaPlacement.Auto;
        if (memory.Placement == NumaPlacement.Auto)
        {
            memory.Nodeset = null;
        }
        else if (memory.Nodeset is null)
        {
            throw DomainException.Unsupported("nodeset for NUMA memory tuning must be set if 'placement' is 'static'", memory.Position);
        }
    }

    private static void Check(NumaTune tune, NumaTuneMemory memory)
    {
        foreach (NumaTuneNode node in tune.Nodes.Values)
        {
            if (memory.Placement == NumaPlacement.Auto)
            {
                throw DomainException.Unsupported("per-node binding is not compatible with automatic NUMA placement", node.Position);
            }

            if ((memory.Mode == NumaMode.Restrictive) != (node.Mode == NumaMode.Restrictive))
            {
                throw new DomainException("'restrictive' mode is required in both the <memory> and the <memnode> element when one of them has it",
                    node.Position);
            }
        }
    }
}
