using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>The interrupt controller of ARM virt machines, and its version (completion.md 4.1).</summary>
internal sealed class GicPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Features features = domain.Features;
        if (!domain.IsArmVirt())
        {
            return;
        }

        features.Gic = true;
        features.GicVersion ??= domain.Type != DomainType.Qemu && context.Capabilities.SupportsGic(domain.Type, 3) ? GicVersion.V3 : GicVersion.V2;
    }
}
