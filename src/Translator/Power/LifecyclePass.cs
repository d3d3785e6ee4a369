using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Power;

/// <summary>
/// What happens when the guest powers off, reboots or crashes, and the security label's driver, where the XML leaves them open (completion.md 4.2).
/// </summary>
internal sealed class LifecyclePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Lifecycle lifecycle = context.Domain.Lifecycle;
        lifecycle.OnPoweroff ??= LifecycleAction.Destroy;
        lifecycle.OnReboot ??= LifecycleAction.Restart;
        lifecycle.OnCrash ??= LifecycleAction.Destroy;

        // no security driver confines guests here; a lone label without a model is for the host's default driver, which is "none"
        if (context.Domain.SecLabels is [{ Model: null } label])
        {
            label.Model = "none";
            label.Type = SecLabelType.None;
            label.Label = null;
            label.BaseLabel = null;
        }
    }
}
