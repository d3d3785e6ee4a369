using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Vsocks;

/// <summary>Model and context id of a vsock (completion.md 6.12).</summary>
internal sealed class VsockPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.Vsock is { } vsock)
        {
            vsock.Model ??= VirtioModel.Virtio;
            vsock.AutoCid ??= vsock.Cid == 0;
        }
    }
}
