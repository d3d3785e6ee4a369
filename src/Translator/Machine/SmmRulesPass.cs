using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>Memory of system management mode: q35 only, whole MiB (completion.md 8).</summary>
internal sealed class SmmRulesPass : ICompletionPass
{
    private const ulong Granularity = 1024 * 1024;

    public void Run(TranslationContext context)
    {
        Features features = context.Domain.Features;
        if (features is not { Smm: true, TsegBytes: { } bytes })
        {
            return;
        }

        if (!context.Domain.IsQ35())
        {
            throw DomainException.Unsupported("SMM TSEG is only supported with q35 machine type", features.Position);
        }

        if (!context.Capabilities.Has(Flags.MchExtendedTsegMbytes))
        {
            throw DomainException.Unsupported("Setting TSEG size is not supported with this QEMU binary", features.Position);
        }

        if (bytes % Granularity != 0)
        {
            throw DomainException.Unsupported("SMM TSEG size must be divisible by 1 MiB", features.Position);
        }
    }
}
