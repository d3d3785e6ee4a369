using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Serials;

/// <summary>Serial ports written as isa-serial: four at most, each with a port of its own from 0 to 3 (completion.md 6.7, step E).</summary>
internal sealed class IsaSerialPortsPass : ICompletionPass
{
    private const int MostPorts = 4;

    public void Run(TranslationContext context)
    {
        Span<bool> used = stackalloc bool[MostPorts];
        foreach (Serial serial in context.Domain.Serials)
        {
            if (serial is not { TargetType: SerialTarget.IsaSerial, Port: { } port })
            {
                continue;
            }

            if (port >= MostPorts)
            {
                throw new DomainException($"maximum supported number of ISA serial ports is {MostPorts}: port {port} is beyond", serial.Position);
            }

            if (used[(int)port])
            {
                throw new DomainException($"target port '{port}' of an ISA serial is already allocated", serial.Position);
            }

            used[(int)port] = true;
        }

        foreach (Serial serial in context.Domain.Serials)
        {
            if (serial is { TargetType: SerialTarget.IsaSerial, Port: null })
            {
                int free = used.IndexOf(false);
                if (free < 0)
                {
                    throw new DomainException($"maximum supported number of ISA serial ports is {MostPorts}", serial.Position);
                }

                used[free] = true;
                serial.Port = (uint)free;
            }
        }
    }
}
