using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>The two SEV numbers that depend on the host's CPU, where the XML leaves them to it (completion.md 4.2).</summary>
internal sealed class SevPlatformPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.LaunchSecurity is not { Type: LaunchSecurityType.Sev or LaunchSecurityType.SevSnp } security
            || security is { CbitPos: not null, ReducedPhysBits: not null })
        {
            return;
        }

        var sev = context.Capabilities.Sev
            ?? throw DomainException.Unsupported("cbitpos and reducedPhysBits have to be given: this host's QEMU does not tell them", security.Position);
        security.CbitPos ??= sev.Cbitpos;
        security.ReducedPhysBits ??= sev.ReducedPhysBits;
    }
}
