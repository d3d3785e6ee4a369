using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>Spice without any port listens nowhere (completion.md 2.2, step G11).</summary>
internal sealed class SpiceListenPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Graphics graphics in context.Domain.Graphics)
        {
            if (graphics is SpiceGraphics { Autoport: false, Port: 0, TlsPort: 0, Listens: [{ Type: GraphicsListenType.Address }, ..] } spice)
            {
                spice.Listens[0] = new GraphicsListen { Type = GraphicsListenType.None };
            }
        }
    }
}
