using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Completion;

/// <summary>The model of panic devices, after the machine (completion.md 6.14).</summary>
public sealed class PanicPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Panic panic in context.Domain.Panics)
        {
            panic.Model ??= DefaultModel(context.Domain);
        }
    }

    /// <summary>Null where the machine has no panic device of its own.</summary>
    public static PanicModel? DefaultModel(Domain domain)
    {
        if (domain.IsPseries())
        {
            return PanicModel.Pseries;
        }

        if (domain.IsS390())
        {
            return PanicModel.S390;
        }

        if (domain.IsX86())
        {
            return PanicModel.Isa;
        }

        return domain.IsArmVirt() ? PanicModel.Pvpanic : null;
    }
}
