using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>The guest's architecture: the host's where the XML names none (completion.md 3.1).</summary>
internal sealed class ArchitecturePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Os os = context.Domain.Os;
        if (os.Type != "hvm")
        {
            throw new DomainException($"os type '{os.Type}' is not one that QEMU runs: it must be hvm", os.Position);
        }

        os.Arch ??= context.Host.Architecture;
        if (!Architectures.IsKnown(os.Arch))
        {
            throw new DomainException($"unknown architecture '{os.Arch}'", os.Position);
        }
    }
}
