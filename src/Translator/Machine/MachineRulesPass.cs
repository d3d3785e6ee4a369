using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>Refuses what the machine type as such cannot be (capabilities.md 2.5, 3.3).</summary>
internal sealed class MachineRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        QemuMachine? machine = context.Capabilities.FindMachine(domain.Type, domain.Os.Machine!);
        if (machine is { MaxCpus: > 0 } && domain.Vcpus.Maximum > (uint)machine.MaxCpus)
        {
            throw DomainException.Unsupported(
                $"Maximum CPUs greater than specified machine type limit {machine.MaxCpus}: {domain.Vcpus.Maximum} are asked for", domain.Vcpus.Position);
        }

        if (machine?.Acpi == false && domain.Features.Acpi)
        {
            throw DomainException.Unsupported($"machine type '{domain.Os.Machine}' does not support ACPI", domain.Features.Position);
        }

        if (domain.HasGenId && !context.Capabilities.Has(Flags.Vmgenid))
        {
            throw DomainException.Unsupported("<genid> needs a QEMU with the vmgenid device", domain.Os.Position);
        }
    }
}
