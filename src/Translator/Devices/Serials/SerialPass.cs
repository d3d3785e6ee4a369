using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Serials;

/// <summary>Target type, model and port of serial ports, after the machine (completion.md 6.7).</summary>
internal sealed class SerialPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Serial serial in context.Domain.Serials)
        {
            Complete(serial, context.Domain);
        }
    }

    /// <summary>One port; asked for again when a console has become the first serial port.</summary>
    public static void Complete(Serial serial, Domain domain)
    {
        // isa-serial is what older versions wrote for every machine
        if (serial.TargetType is null or SerialTarget.IsaSerial)
        {
            serial.TargetType = MachinesType(domain);
        }

        serial.Model ??= serial.TargetType switch
        {
            SerialTarget.IsaSerial => SerialModel.IsaSerial,
            SerialTarget.UsbSerial => SerialModel.UsbSerial,
            SerialTarget.PciSerial => SerialModel.PciSerial,
            SerialTarget.SpaprVioSerial => SerialModel.SpaprVty,
            SerialTarget.SystemSerial when domain.IsArmVirt() => SerialModel.Pl011,
            SerialTarget.SystemSerial when domain.IsRiscvVirt() || domain.IsLoongArchVirt() => SerialModel.Uart16550A,
            SerialTarget.SclpSerial => SerialModel.SclpConsole,
            SerialTarget.IsaDebug when domain.IsX86() => SerialModel.IsaDebugcon,
            SerialTarget.IsaDebug => throw new DomainException("isa-debug serial type only valid on X86 architecture", serial.Position),
            _ => null,
        };
        serial.Port ??= NextPort(domain.Serials);
    }

    private static SerialTarget? MachinesType(Domain domain)
    {
        if (domain.IsX86())
        {
            return SerialTarget.IsaSerial;
        }

        if (domain.IsPseries())
        {
            return SerialTarget.SpaprVioSerial;
        }

        if (domain.IsArmVirt() || domain.IsLoongArchVirt() || domain.IsRiscvVirt())
        {
            return SerialTarget.SystemSerial;
        }

        return domain.IsS390() ? SerialTarget.SclpSerial : null;
    }

    private static uint NextPort(List<Serial> serials)
    {
        uint next = 0;
        foreach (Serial serial in serials)
        {
            if (serial.Port is { } port)
            {
                next = Math.Max(next, port + 1);
            }
        }

        return next;
    }
}
