using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>
/// The machine type: QEMU's first one where the XML names none, and the versioned name behind an alias (completion.md 3.1, capabilities.md 3.2).
/// </summary>
internal sealed class MachinePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Os os = domain.Os;
        AcceleratorCapabilities tables = context.Capabilities.Accelerator(domain.Type);
        os.Machine ??= tables.DefaultMachine?.Name
            ?? throw DomainException.Unsupported($"{domain.Emulator} knows no machine type for guests of type '{DomainType.Names[domain.Type]}'", os.Position);
        os.Machine = tables.CanonicalMachineName(os.Machine);
        if (tables.FindMachine(os.Machine) is null)
        {
            throw DomainException.Unsupported($"{domain.Emulator} does not know machine type '{os.Machine}'", os.Position);
        }
    }
}
