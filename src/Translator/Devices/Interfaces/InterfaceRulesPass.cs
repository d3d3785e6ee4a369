using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>Checks of the interfaces of a definition (network.md 3.1).</summary>
internal sealed class InterfaceRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Interface nic in context.Domain.Interfaces)
        {
            InterfaceRules.Check(nic, context);
            if (nic.Driver?.Queues is { } queues and > 1 && !nic.IsVirtio && nic.Type != InterfaceType.Hostdev)
            {
                context.Warnings.Add($"interface {nic.Mac}: queues='{queues}' means nothing for the model '{nic.Model}'; a virtio card has several queues");
            }
        }
    }
}
