using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Panics;

/// <summary>The panic device that fits the machine (completion.md 6.14).</summary>
internal sealed class PanicModelPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Panic panic in domain.Panics)
        {
            panic.Model ??= Default(domain)
                ?? throw DomainException.Unsupported("no panic model provided, and no default for the architecture and machine type", panic.Position);
        }
    }

    private static PanicModel? Default(Domain domain)
    {
        if (domain.IsPseries())
        {
            return PanicModel.Pseries;
        }

        if (domain.IsS390())
        {
            return PanicModel.S390;
        }

        return domain.IsX86() ? PanicModel.Isa : domain.IsArmVirt() ? PanicModel.Pvpanic : null;
    }
}
