using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>What the source of a character device must say (devices.md 2.5).</summary>
internal static class ChardevRules
{
    /// <param name="pathIsMade">The device is one whose unix socket is made up at start when no path is given.</param>
    public static void Check(ChardevSource source, Device device, TranslationContext context, bool pathIsMade = false)
    {
        switch (source.Type)
        {
            case ChardevType.File or ChardevType.Dev or ChardevType.Pipe when string.IsNullOrEmpty(source.Path):
                throw DomainException.Internal("Missing source path attribute for char device", device.Position);
            case ChardevType.Nmdm when source.Master is null != source.Slave is null:
                throw DomainException.Internal("Missing master or slave path attribute for nmdm device", device.Position);
            case ChardevType.Unix:
                CheckUnix(source, device, pathIsMade);
                break;
            case ChardevType.Tcp:
                CheckTcp(source, device);
                break;
            case ChardevType.Udp when string.IsNullOrEmpty(source.Service):
                throw DomainException.Internal("Missing source service attribute for char device", device.Position);
            case ChardevType.Spicevmc:
                RequireSpice(source, device, context.Domain);
                break;
            case ChardevType.Spiceport:
                CheckChannel(source, device);
                RequireSpice(source, device, context.Domain);
                break;
            case ChardevType.Dbus:
                CheckChannel(source, device);
                break;
            case ChardevType.QemuVdagent when !context.Capabilities.Has(Flags.ChardevQemuVdagent):
                throw DomainException.Unsupported("chardev 'qemu-vdagent' not supported by this QEMU binary", device.Position);
        }
    }

    private static void CheckUnix(ChardevSource source, Device device, bool pathIsMade)
    {
        if (string.IsNullOrEmpty(source.Path) && !pathIsMade)
        {
            throw DomainException.Internal("Missing source path attribute for char device", device.Position);
        }

        CheckReconnect(source, device);
    }

    private static void CheckTcp(ChardevSource source, Device device)
    {
        if (source.Host is null)
        {
            throw DomainException.Internal("Missing source host attribute for char device", device.Position);
        }

        if (source.Service is null)
        {
            throw DomainException.Internal("Missing source service attribute for char device", device.Position);
        }

        if (source.Protocol is ChardevProtocol.Telnets or ChardevProtocol.Tls)
        {
            throw DomainException.Unsupported(
                $"tcp chardev protocol '{ChardevProtocol.Names[source.Protocol]}' not supported; 'raw' or 'telnet' would be right, with tls='yes' at the "
                + "source for encryption", device.Position);
        }

        CheckReconnect(source, device);
    }

    private static void CheckReconnect(ChardevSource source, Device device)
    {
        if (source.Reconnect is not { } reconnect)
        {
            return;
        }

        if (source.Mode != ChardevMode.Connect)
        {
            throw DomainException.Internal("chardev reconnect is possible only for connect mode", device.Position);
        }

        if (reconnect is { Enabled: true, TimeoutSeconds: 0 })
        {
            throw new DomainException("chardev reconnect source timeout cannot be '0'", device.Position);
        }
    }

    private static void CheckChannel(ChardevSource source, Device device)
    {
        string type = ChardevType.Names[source.Type];
        if (source.Channel is null)
        {
            throw new DomainException($"Missing source channel attribute for char device of type '{type}'", device.Position);
        }

        foreach (char c in source.Channel)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
            {
                throw new DomainException(
                    $"Invalid character in source channel '{source.Channel}' for char device: letters, digits, '_', '-' and '.' would be right",
                    device.Position);
            }
        }
    }

    private static void RequireSpice(ChardevSource source, Device device, Domain domain)
    {
        foreach (Graphics graphics in domain.Graphics)
        {
            if (graphics.Type == GraphicsType.Spice)
            {
                return;
            }
        }

        throw DomainException.Unsupported($"chardev '{ChardevType.Names[source.Type]}' not supported without spice graphics", device.Position);
    }
}
