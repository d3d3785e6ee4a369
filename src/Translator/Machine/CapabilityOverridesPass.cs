using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>&lt;qemu:capabilities&gt;: what the user knows better about this QEMU (completion.md 2.4). Added first, then taken away.</summary>
internal sealed class CapabilityOverridesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.QemuNamespace is { } user && (user.AddedCapabilities.Count > 0 || user.RemovedCapabilities.Count > 0))
        {
            foreach (string name in user.AddedCapabilities.Concat(user.RemovedCapabilities))
            {
                if (!Flags.All.Contains(name))
                {
                    context.Warnings.Add($"<qemu:capabilities>: nothing here depends on '{name}'; it has no effect");
                }
            }

            context.Capabilities = context.Capabilities.WithFlags(user.AddedCapabilities, user.RemovedCapabilities);
        }
    }
}
