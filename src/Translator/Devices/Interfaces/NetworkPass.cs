using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>
/// What interfaces of type='network' come to. It runs before aliases are given out: an interface that turns out to be a host device is named as one and joins
/// the host devices.
/// </summary>
internal sealed class NetworkPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Interface nic in context.Domain.Interfaces)
        {
            if (nic.Type == InterfaceType.Network && nic.Resolution is null)
            {
                nic.Resolution = NetworkResolver.Resolve(nic, context);
                if (nic.Resolution.Type == InterfaceType.Hostdev)
                {
                    context.Domain.Hostdevs.Add(nic.ToHostdev());
                }
            }

            InterfaceRules.CheckResolved(nic);
        }
    }
}
