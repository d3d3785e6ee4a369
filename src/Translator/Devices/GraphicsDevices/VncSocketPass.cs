using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>
/// A VNC socket below libvirt's own directory came from an earlier run and is forgotten: the address is listened on instead (completion.md 6.9).
/// </summary>
internal sealed class VncSocketPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Graphics graphics in context.Domain.Graphics)
        {
            if (graphics is VncGraphics { Listens: [{ Type: GraphicsListenType.Socket, Socket: { } socket } listen, ..] }
                && socket.StartsWith(context.Settings.LibDirectory, StringComparison.Ordinal))
            {
                listen.Type = GraphicsListenType.Address;
                listen.Socket = null;
            }
        }
    }
}
