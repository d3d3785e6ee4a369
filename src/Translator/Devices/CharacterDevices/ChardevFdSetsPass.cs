using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>
/// Reserves the fd sets of character devices before arguments are built: kinds in an order of their own, a file before its log (startup.md 4 (b), devices.md
/// 2.3).
/// </summary>
internal sealed class ChardevFdSetsPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        foreach (Smartcard card in domain.Smartcards)
        {
            Reserve(context, card.Source, card);
        }

        foreach (Serial serial in domain.Serials)
        {
            Reserve(context, serial.Source, serial);
        }

        foreach (Parallel parallel in domain.Parallels)
        {
            Reserve(context, parallel.Source, parallel);
        }

        foreach (Channel channel in domain.Channels)
        {
            Reserve(context, channel.Source, channel);
        }

        foreach (GuestConsole console in domain.Consoles)
        {
            if (console.TargetType != ConsoleTarget.Serial)
            {
                Reserve(context, console.Source, console);
            }
        }

        foreach (Rng rng in domain.Rngs)
        {
            Reserve(context, rng.EgdSource, rng);
        }

        foreach (Redirdev redirdev in domain.Redirdevs)
        {
            Reserve(context, redirdev.Source, redirdev);
        }
    }

    private static void Reserve(TranslationContext context, ChardevSource? source, Device device)
    {
        if (source is null)
        {
            return;
        }

        if (ChardevArguments.HasSourceFdSet(source))
        {
            context.FdSets.Reserve(ChardevArguments.SourceFdName(device.Alias!));
        }

        if (source.Log?.File is not null)
        {
            context.FdSets.Reserve(ChardevArguments.LogFdName(device.Alias!));
        }
    }
}
