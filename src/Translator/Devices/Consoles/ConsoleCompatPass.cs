using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Serials;

namespace VirshLite.Translator.Devices.Consoles;

/// <summary>The first console and the first serial port are two views of one thing (completion.md 6.7, "Compat").</summary>
internal sealed class ConsoleCompatPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        for (int i = 1; i < domain.Consoles.Count; i++)
        {
            if (domain.Consoles[i].TargetType == ConsoleTarget.Serial)
            {
                throw DomainException.Unsupported("Only the first console can be a serial port", domain.Consoles[i].Position);
            }
        }

        if (domain.Consoles is [{ TargetType: ConsoleTarget.Serial } console, ..])
        {
            if (domain.Serials.Count == 0)
            {
                domain.Serials.Add(new Serial
                {
                    Source = console.Source,
                    Port = 0,
                    Alias = console.Alias,
                    Address = console.Address,
                    AcpiIndex = console.AcpiIndex,
                    Position = console.Position,
                });
                domain.Consoles[0] = Mirror(domain.Serials[0]);
            }
            else if (!console.Source.SameAs(domain.Serials[0].Source))
            {
                domain.Consoles[0] = Mirror(domain.Serials[0]);
            }
        }
        else if (domain.Serials is [{ TargetType: not (SerialTarget.UsbSerial or SerialTarget.PciSerial or SerialTarget.IsaDebug) } serial, ..])
        {
            domain.Consoles.Insert(0, Mirror(serial));
            for (int i = 0; i < domain.Consoles.Count; i++)
            {
                domain.Consoles[i].Port = (uint)i;
            }
        }

        // the first serial port may have come from the console just now
        if (domain.Serials.Count > 0)
        {
            SerialPass.Complete(domain.Serials[0], domain);
        }
    }

    private static GuestConsole Mirror(Serial serial) =>
        new() { TargetType = ConsoleTarget.Serial, Source = new ChardevSource { Type = serial.Source.Type }, Position = serial.Position };
}
