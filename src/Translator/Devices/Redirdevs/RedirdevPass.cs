using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Redirdevs;

/// <summary>The D-Bus channel of redirected USB devices (completion.md 6.5).</summary>
internal sealed class RedirdevPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Redirdev redirdev in context.Domain.Redirdevs)
        {
            if (redirdev.Source.Type == ChardevType.Dbus)
            {
                redirdev.Source.Channel ??= "org.qemu.usbredir";
            }
        }
    }
}
